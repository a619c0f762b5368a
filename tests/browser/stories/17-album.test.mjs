// Story 5 in the demonstration's world: photos by those who were there, one that is taken down by somebody in it, the recap,
// those one met, and the next date.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

const link = (log, role) => {
  const [, path] = log.match(new RegExp(`as a ${role}[^\\n]*:\\s+\\S+?(/demo/\\S+)`)) ?? assert.fail(`no link for a ${role} in ${log}`)
  return path
}

/** The past gatherings whose pages say that to them. */
const past = (person, words) =>
  person.page.evaluate(async words => {
    const ask = async path => (await fetch(path, { headers: { accept: 'application/json' } })).json()
    const page = await (await fetch('/find/communities')).text()
    const found = []
    for (const [, handle] of page.matchAll(/href="\/c\/([a-z0-9_-]+)"/g)) {
      if (handle === 'new') continue
      const { items } = await ask(`/api/v1/communities/${handle}/gatherings?past=true`)
      for (const { url } of items ?? []) if ((await (await fetch(url)).text()).includes(words)) found.push(url)
    }
    return found
  }, words)

/** A picture of an evening: a table, lamps, and how many came. */
const painted = (person, hue) =>
  person.page.evaluate(async hue => {
    const canvas = new OffscreenCanvas(1200, 900)
    const draw = canvas.getContext('2d')
    const sky = draw.createLinearGradient(0, 0, 0, 900)
    sky.addColorStop(0, `hsl(${hue} 45% 22%)`)
    sky.addColorStop(1, `hsl(${hue + 30} 60% 58%)`)
    draw.fillStyle = sky
    draw.fillRect(0, 0, 1200, 900)
    for (let lamp = 0; lamp < 9; lamp++) {
      draw.fillStyle = `hsl(${40 + lamp * 3} 90% ${60 + (lamp % 3) * 8}%)`
      draw.beginPath()
      draw.arc(90 + lamp * 128, 210 + 60 * Math.sin(lamp + hue), 26 + (lamp % 4) * 6, 0, 7)
      draw.fill()
    }
    draw.fillStyle = `hsl(${hue + 180} 30% 18%)`
    draw.fillRect(60, 620, 1080, 60)
    for (let guest = 0; guest < 7; guest++) {
      draw.beginPath()
      draw.arc(150 + guest * 150, 560 - (guest % 3) * 22, 52, 0, 7)
      draw.fillRect(95 + guest * 150, 590, 110, 120)
      draw.fill()
    }
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
    return Array.from(new Uint8Array(await blob.arrayBuffer()))
  }, hue).then(bytes => ({ name: `evening-${hue}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) }))

story('the evening, afterwards', async ({ server, person, step, check, shot }) => {
  const program = await server({ demo: true })
  const mia = await person('Mia')
  const hal = await person('Hal', { device: 'desktop' })
  await mia.go(link(program.log, 'member'))
  await hal.go(link(program.log, 'host'))
  const [hers, his] = [await past(mia, 'Add photos'), await past(hal, 'Write the recap')]
  const gathering = hers.find(url => his.includes(url)) ?? assert.fail('no evening with both of them')
  const button = (who, name) => who.page.getByRole('main').getByRole('button', { name }).first()

  await step('Mia adds photos, several at once', async () => {
    await mia.go(gathering)
    await shot(mia, 'album-before')
    await mia.page.getByRole('link', { name: 'Add photos' }).click()
    await mia.page.getByRole('heading', { level: 1, name: 'Photos' }).waitFor()
    await mia.allow(/status of 422/)
    await mia.page.getByRole('button', { name: 'Add', exact: true }).click()
    await mia.sees('Choose a photo.')
    await check(mia, 'no photo chosen')
    await mia.page.getByLabel('Photo', { exact: true }).setInputFiles(await Promise.all([200, 260, 330, 20].map(hue => painted(mia, hue))))
    await mia.page.getByRole('button', { name: 'Add', exact: true }).click()
    await mia.sees('4 photos by one person.')
    await mia.page.getByLabel('Photo', { exact: true }).setInputFiles(await painted(mia, 120))
    await mia.page.getByLabel('What does it show?').fill('Seven at the long table, under lamps')
    await mia.page.getByRole('button', { name: 'Add', exact: true }).click()
    await mia.sees('5 photos by one person.')
    await check(mia, 'an album')
    await shot(mia, 'album')
  })
  await step('Hal is in one, and has it taken down with one tap', async () => {
    await hal.go(`${gathering}/photos`)
    await hal.page.locator('.album a').nth(2).click()
    await hal.page.getByRole('button', { name: 'I’m in this photo: take it down' }).waitFor()
    await check(hal, 'a photo')
    await shot(hal, 'album-photo')
    const file = await hal.page.locator('.one-photo img').getAttribute('src')
    await button(hal, 'I’m in this photo: take it down').click()
    await hal.sees('Taken down. Nobody sees it any more.')
    await hal.sees('Taken down, as you asked')
    await mia.allow(/status of 404/)
    assert.equal(await mia.page.evaluate(async file => (await fetch(file)).status, file), 404)
    await mia.go(`${gathering}/photos`)
    await mia.sees('4 photos by one person.')
    await check(mia, 'one taken down')
    await shot(mia, 'album-taken-down')
    await mia.go('/notices')
    await mia.sees('asked for it to be taken down')
    await button(hal, 'Put it back').click()
    await hal.sees('5 photos by one person.')
  })
  await step('Hal writes the recap, with photos first', async () => {
    await hal.go(gathering)
    await hal.page.getByRole('link', { name: 'Write the recap' }).click()
    await hal.page.getByLabel('How was it?').fill('We ran out of chairs and **not** of cake. Thank you for staying to wash up.')
    for (const at of [0, 2, 3]) await hal.page.locator('.choosing input').nth(at).check()
    await check(hal, 'writing a recap')
    await shot(hal, 'recap-form')
    await button(hal, 'Save').click()
    await hal.sees('It stands on the page now.')
    await hal.sees('We ran out of chairs')
    await check(hal, 'recap, for the host')
    await shot(hal, 'after-host')
  })
  await step('Mia reads it', async () => {
    await mia.go(gathering)
    await mia.sees('We ran out of chairs')
    await check(mia, 'recap, for somebody who was there')
    await shot(mia, 'after-there')
  })
  await step('whoever was not there sees none of it', async () => {
    const eve = await person('Eve', { device: 'desktop' })
    await eve.go(gathering)
    assert.equal(await eve.page.getByText('We ran out of chairs').count(), 0)
    assert.equal(await eve.page.locator('.album').count(), 0)
    await check(eve, 'after, for a stranger')
    await shot(eve, 'after-stranger')
  })
  await step('Mia says once how it is with photos of her', async () => {
    await mia.go('/you/photos')
    await mia.page.getByLabel('Please none').check()
    await button(mia, 'Save').click()
    await mia.sees('Saved.')
    await check(mia, 'photos of oneself')
    await shot(mia, 'photo-wish')
    await hal.go(`${gathering}/photos`)
    await hal.sees('One of those here asks not to be shown')
    await shot(hal, 'album-asks')
  })
  await step('those she met at some evening she follows with one tap', async () => {
    const [met] = await past(mia, 'Those you met')
    assert.ok(met, 'she met somebody somewhere')
    await mia.go(met)
    const one = mia.page.locator('section:has(#met)')
    await one.waitFor()
    await check(mia, 'those you met')
    await shot(mia, 'after-met')
  })
}, { limit: 240_000 })

// Afterwards, in the demonstration's world: two taps for those who were there, sums and a word of thanks for the hosts.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

const link = (log, role) => {
  const [, path] = log.match(new RegExp(`as a ${role}[^\\n]*:\\s+\\S+?(/demo/\\S+)`)) ?? assert.fail(`no link for a ${role} in ${log}`)
  return path
}

/** The newest past gathering of any community whose page says that to them. */
const past = (person, words) =>
  person.page.evaluate(async words => {
    const ask = async path => (await fetch(path, { headers: { accept: 'application/json' } })).json()
    const page = await (await fetch('/find/communities')).text()
    for (const [, handle] of page.matchAll(/href="\/c\/([a-z0-9_-]+)"/g)) {
      if (handle === 'new') continue
      const { items } = await ask(`/api/v1/communities/${handle}/gatherings?past=true`)
      for (const { url } of items ?? []) if ((await (await fetch(url)).text()).includes(words)) return url
    }
    return null
  }, words)

story('how it was', async ({ server, person, step, check, shot }) => {
  const program = await server({ demo: true })
  const mia = await person('Mia')
  await step('Mia says how it was, in two taps', async () => {
    await mia.go(link(program.log, 'member'))
    const gathering = await past(mia, 'Was it worth your time?')
    assert.ok(gathering, 'she was somewhere lately')
    await mia.go(gathering)
    const ask = name => mia.page.getByRole('group', { name })
    await ask('Was it worth your time?').getByRole('button', { name: 'Yes' }).click()
    await mia.sees('Noted, thank you.')
    await ask('Did you meet somebody new?').getByRole('button', { name: 'No' }).click()
    await mia.page.locator('[aria-pressed=true]').nth(1).waitFor()
    await check(mia, 'how it was')
    await shot(mia, 'after-feedback')
  })
  const hal = await person('Hal', { device: 'desktop' })
  await step('Hal thanks those who came', async () => {
    await hal.go(link(program.log, 'host'))
    const gathering = await past(hal, 'Thank those who came')
    assert.ok(gathering, 'he hosted something lately')
    await hal.go(gathering)
    await hal.sees('How it was')
    await shot(hal, 'after-sums')
    await hal.page.getByRole('link', { name: 'Thank those who came' }).click()
    await hal.allow(/status of 422/)
    await hal.page.getByRole('button', { name: /^Send it to/ }).click()
    await hal.sees('Write a few words.')
    await check(hal, 'thanking')
    await shot(hal, 'after-thanking')
    await hal.page.getByLabel('What do you want to say?').fill('It was good to have you. The chairs are still standing.')
    await hal.page.getByRole('button', { name: /^Send it to/ }).click()
    await hal.sees('It is on its way.')
    await hal.sees('The chairs are still standing.')
    await check(hal, 'thanked')
    assert.equal(await hal.page.getByRole('link', { name: 'Thank those who came' }).count(), 0)
  })
}, { limit: 180_000 })

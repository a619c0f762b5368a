// Two doors without a network: each lets in whom it sees, and when both are back everybody is in once.
import assert from 'node:assert/strict'
import { publishes } from '../harness/meeting.mjs'
import { story, until } from '../harness/story.mjs'

const button = (person, name) => person.page.getByRole('main').getByRole('button', { name }).first()

/** The phone keeps the page and the list: only then it needs no network. */
async function keepsTheDoor(person, path, name) {
  await person.go(path)
  await person.page.getByLabel('Which door is this?').fill(name)
  await person.page.getByLabel('Which door is this?').blur()
  await person.sees('All is sent.')
  await until(`${person.name}'s phone to keep the door`, () =>
    person.page.evaluate(async path => Boolean(await caches.match(path, { cacheName: 'visavis-pages' })), path),
  )
}

story('two doors let people in with no network, and nobody twice', async ({ server, member, step, check, shot }) => {
  await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  const gathering = await step('a host publishes', () => publishes(hana, 'The long table'))
  const sam = await member('Sam', { camera: true })
  const sue = await member('Sue', { camera: true })
  await step('two people are asked to help, and do', async () => {
    await hana.go(gathering)
    await hana.page.getByRole('link', { name: 'Crew' }).click()
    for (const [handle, role] of [['sam', 'Door, scanning only'], ['sue', 'Door, with the list']]) {
      await hana.page.getByLabel('Their handle').fill(handle)
      await hana.page.getByLabel(role).check()
      await button(hana, 'Ask them').click()
      await hana.sees('They are asked.')
    }
    await check(hana, 'the crew')
    await shot(hana, 'door-crew')
    for (const one of [sam, sue]) {
      await one.go(gathering)
      await one.sees('Would you help?')
      if (one === sam) await shot(sam, 'door-asked')
      await one.page.getByRole('button', { name: 'I’ll help' }).click()
      await one.sees('You are one of the crew.')
    }
  })
  const ida = await member('Ida')
  const jon = await member('Jon')
  const kim = await member('Kim', { script: false, passkey: false })
  await step('three come, each with an entry card', async () => {
    for (const one of [ida, jon, kim]) {
      await one.go(gathering)
      await button(one, 'I’m coming').click()
      await one.sees('You’re coming')
      await one.page.getByRole('link', { name: 'Show my entry card' }).click()
      await one.page.locator('.badge svg').waitFor()
    }
    await check(ida, 'an entry card')
    await shot(ida, 'door-card')
  })
  await step('both doors are ready', async () => {
    await keepsTheDoor(sam, `${gathering}/door`, 'Main entrance')
    await keepsTheDoor(sue, `${gathering}/door`, 'Garden gate')
    await check(sue, 'the door')
    await shot(sue, 'door-open')
    assert.equal(await sam.page.getByText('Who is expected').count(), 0)
  })
  await step('there is no network, and the phones are opened anew', async () => {
    for (const one of [sam, sue]) {
      await one.goOffline()
      await one.page.reload()
      await one.sees('No network.')
    }
  })
  const scans = async (one, other, words) => {
    await one.looksAt(other, '.badge')
    await one.page.locator('.meet-guidance').getByText(words).waitFor({ timeout: 30_000 })
    await one.camera.cover()
  }
  const opens = async one => {
    await one.camera.cover()
    await one.page.getByRole('button', { name: 'Scan entry cards' }).click()
    await one.page.locator('.meet-scanner').waitFor()
  }
  const closes = one => one.page.getByRole('button', { name: 'Close the scanner' }).click()
  await step('the main entrance lets Ida and Kim in', async () => {
    await opens(sam)
    await scans(sam, ida, 'In: One guest · 1 of 4')
    await scans(sam, kim, 'In: One guest · 2 of 4')
    await shot(sam, 'door-scanner', { dark: false })
    await closes(sam)
    await sam.sees('2 of 4')
    await sam.sees('2 not sent yet')
  })
  await step('the garden gate lets Ida in as well, and Jon, and one without a name', async () => {
    await opens(sue)
    await scans(sue, ida, 'In: Ida')
    await scans(sue, jon, 'In: Jon')
    // Seen again at the same door.
    await scans(sue, ida, 'Ida was in already')
    await closes(sue)
    await button(sue, 'Let in').waitFor()
    await sue.page.getByLabel('How many?').fill('1')
    await sue.page.locator('form').getByRole('button', { name: 'Let in' }).click()
    await sue.sees('3 of 4')
    await check(sue, 'the door with no network')
    await shot(sue, 'door-offline')
  })
  await step('the main entrance is back first, then the garden gate', async () => {
    await sam.goOnline()
    await sam.sees('All is sent.')
    await sue.goOnline()
    await sue.sees('All is sent.')
    await sue.sees('4 of 4')
    await sue.sees('Ida was in already')
    await shot(sue, 'door-merged')
  })
  await step('all is counted once, at the door that was first', async () => {
    await hana.go(`${gathering}/door`)
    await hana.sees('4 of 4')
    const counts = await hana.page.locator('.door-counts').first().innerText()
    assert.match(counts.replace(/\s+/g, ' '), /Garden gate 2 Main entrance 2/)
    await shot(hana, 'door-counts')
  })
  await step('Hana takes one back, and lets her in again by name', async () => {
    await hana.page.getByLabel('Name or handle').fill('ida')
    await hana.page.getByRole('button', { name: 'Not in after all: Ida' }).first().click()
    await hana.sees('3 of 4')
    await hana.page.getByRole('button', { name: 'Let in: Ida' }).click()
    await hana.sees('4 of 4')
    await hana.sees('All is sent.')
    await ida.go(gathering)
    await ida.sees('You’re here')
  })
})

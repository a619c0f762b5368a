// Story 3's middle: few places, a waiting list in which everybody sees where they stand, people who bring others along,
// and a place that comes free, is told, and is confirmed.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

const button = (person, name) => person.page.getByRole('main').getByRole('button', { name }).first()

/** Publishes a small evening, with what a host can say about answers. */
async function publish(host) {
  const { page } = host
  await host.go('/g/new')
  await page.getByLabel('What is it called?').fill('Three at the wheel')
  const day = new Date(Date.now() + 9 * 24 * 3600_000).toISOString().slice(0, 10)
  await page.getByLabel('Day', { exact: true }).fill(day)
  await page.getByLabel('From', { exact: true }).fill('18:00')
  await page.getByLabel('To', { exact: true }).fill('20:30')
  await page.getByLabel('Town').first().fill('Vienna, AT')
  await page.getByLabel('How many can come?').fill('3')
  await page.getByText('Answers: who may bring whom').click()
  await page.getByLabel('How many can one bring along?').fill('2')
  await page.getByLabel('Hours to confirm').fill('24')
  await page.getByRole('button', { name: 'Publish it' }).click()
  await page.waitForURL(/\/g\/[0-9a-z]{13}/)
  return new URL(page.url()).pathname
}

story('few places, and a list of those who wait', async ({ server, member, step, check, shot }) => {
  const { mail } = await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  const gathering = await step('a host has room for three', () => publish(hana))
  const ida = await member('Ida')
  const jon = await member('Jon', { script: false, passkey: false })
  const kim = await member('Kim')
  await step('Ida comes, and brings somebody along', async () => {
    await ida.go(gathering)
    await button(ida, 'I’m coming').click()
    await ida.sees('One place left')
    await ida.page.getByRole('link', { name: 'Bring somebody along' }).click()
    await ida.page.getByLabel('How many do you bring along?').fill('5')
    await ida.allow(/status of 422/)
    await button(ida, 'Save').click()
    await ida.sees('You can bring 2 along at most.')
    await check(ida, 'a party too large')
    await ida.page.getByLabel('How many do you bring along?').fill('1')
    await ida.page.getByLabel('What are they called?').fill('Tom')
    await shot(ida, 'answer-party')
    await button(ida, 'Save').click()
    await ida.sees('You bring one along')
  })
  await step('Jon and Kim wait, in that order', async () => {
    await jon.go(gathering)
    await jon.sees('All places are taken')
    await shot(jon, 'answer-full')
    await button(jon, 'Join the waiting list').click()
    await jon.sees('You are 1st on the waiting list.')
    await kim.go(gathering)
    await button(kim, 'Join the waiting list').click()
    await kim.sees('You are 2nd on the waiting list.')
    await check(kim, 'waiting')
    await shot(kim, 'answer-waiting')
  })
  await step('the host sees who comes and who waits', async () => {
    await hana.go(gathering)
    await hana.page.getByRole('link', { name: 'Answers' }).click()
    await hana.sees('3 of 3 places are taken.')
    await hana.sees('Tom')
    await check(hana, 'the answers')
    await shot(hana, 'answers')
  })
  await step('Ida can’t make it: there is room for both, and each confirms', async () => {
    await ida.go(gathering)
    await button(ida, 'Can’t make it').click()
    const letter = await mail.waitFor(jon.email, { subject: 'A place for you' })
    assert.match(letter.text, /goes on to the next in line/)
    await jon.go(letter.links.find(link => link.includes(gathering)))
    await jon.sees('A place came free for you.')
    await check(jon, 'a place that is held')
    await shot(jon, 'answer-held')
    await button(jon, 'I’m coming').click()
    await jon.sees('You’re coming.')
    assert.equal(await jon.page.getByText('A place came free for you.').count(), 0)
    await kim.go('/notices')
    await kim.sees('A place came free for you: Three at the wheel')
  })
})

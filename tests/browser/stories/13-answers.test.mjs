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

story('a host asks what they need to know', async ({ server, member, step, check, shot }) => {
  await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  const gathering = await publish(hana)
  const ask = async (words, kind, choices, required) => {
    const { page } = hana
    await page.getByLabel('What do you want to know?').fill(words)
    await page.getByLabel('How is it answered?').selectOption({ label: kind })
    if (choices) await page.getByLabel('What can be chosen?').fill(choices)
    if (required) await page.getByLabel('Has to be answered').check()
    await button(hana, 'Ask it').click()
    await hana.sees(words)
  }
  await step('three questions', async () => {
    await hana.go(gathering)
    await hana.page.getByRole('link', { name: 'Answers' }).click()
    await hana.page.getByRole('link', { name: 'Questions' }).click()
    await ask('What do you not eat?', 'Any of several', 'Nuts\nMilk\nMeat')
    await ask('How do you come?', 'One of several', 'On foot\nBy train', true)
    await ask('I agree to be on photos.', 'Agreement', '', true)
    await check(hana, 'the questions')
    await shot(hana, 'questions')
  })
  const jon = await member('Jon', { script: false, passkey: false })
  await step('Jon is asked when he says yes', async () => {
    const { page } = jon
    await jon.go(gathering)
    await button(jon, 'I’m coming').click()
    await page.waitForURL(/\/answer$/)
    await page.getByLabel('Nuts').check()
    await jon.allow(/status of 422/)
    await button(jon, 'I’m coming').click()
    await jon.sees('This has to be answered.')
    await check(jon, 'answers that are missing')
    await shot(jon, 'answer-questions')
    await page.getByLabel('By train').check()
    await page.getByLabel('I agree to be on photos.').check()
    await button(jon, 'I’m coming').click()
    await jon.sees('Change what you answered')
  })
  await step('Hana reads it in a table', async () => {
    await hana.go(`${gathering}/answers`)
    await hana.sees('What they answered')
    await hana.sees('By train')
    await check(hana, 'what they answered')
    await shot(hana, 'answers-table')
    const [file] = await Promise.all([
      hana.page.waitForEvent('download'),
      hana.page.getByRole('link', { name: 'Save as a table (CSV)' }).click(),
    ])
    assert.equal(file.suggestedFilename(), 'answers.csv')
  })
})

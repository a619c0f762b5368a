// Story 3, where one number of places is not enough: a host cuts an evening into parts, people choose one and wait for one,
// somebody changes, and a part is taken away.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

const button = (person, name) => person.page.getByRole('main').getByRole('button', { name }).first()

/** Publishes an evening on site and online. */
async function publish(host) {
  const { page } = host
  await host.go('/g/new')
  await page.getByLabel('What is it called?').fill('Readings by candlelight')
  const day = new Date(Date.now() + 9 * 24 * 3600_000).toISOString().slice(0, 10)
  await page.getByLabel('Day', { exact: true }).fill(day)
  await page.getByLabel('From', { exact: true }).fill('18:00')
  await page.getByLabel('To', { exact: true }).fill('20:30')
  await page.getByLabel('Town').first().fill('Vienna, AT')
  await page.getByLabel('How many can come?').fill('6')
  await page.getByRole('button', { name: 'Publish it' }).click()
  await page.waitForURL(/\/g\/[0-9a-z]{13}/)
  return new URL(page.url()).pathname
}

/** Says yes to a part. */
async function comes(person, gathering, part, yes = 'I’m coming') {
  await person.go(gathering)
  await button(person, yes).click()
  await person.page.waitForURL(/\/answer$/)
  await person.page.getByRole('radio', { name: part }).check()
}

story('an evening in parts, each with its own places', async ({ server, member, step, check, shot }) => {
  const { mail } = await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  const gathering = await publish(hana)
  await step('a host cuts the evening into parts', async () => {
    const { page } = hana
    await hana.go(gathering)
    await page.getByRole('link', { name: 'Answers' }).click()
    await page.getByRole('link', { name: 'Parts' }).click()
    await check(hana, 'no parts yet')
    await page.getByLabel('What is part 1 called?').fill('On site')
    await page.getByLabel('Places in part 1').fill('2')
    await hana.allow(/status of 422/)
    await button(hana, 'Save').click()
    await hana.sees('Name at least two parts.')
    await check(hana, 'too few parts')
    await page.getByLabel('What is part 2 called?').fill('Online')
    await page.getByLabel('Places in part 2').fill('2')
    await page.getByLabel('What is part 3 called?').fill('In the garden')
    await button(hana, 'Save').click()
    await hana.sees('The parts are saved.')
    await hana.sees('1 of 2 places taken')
    await check(hana, 'the parts')
    await shot(hana, 'parts')
  })
  const ida = await member('Ida')
  const jon = await member('Jon', { script: false, passkey: false, scheme: 'dark' })
  const kim = await member('Kim')
  await step('Ida chooses a part', async () => {
    await comes(ida, gathering, 'On site')
    await check(ida, 'choosing a part')
    await shot(ida, 'parts-choose')
    await button(ida, 'I’m coming').click()
    await ida.sees('You are in: On site.')
    await ida.sees('2 of 2 places taken')
    await check(ida, 'a gathering in parts')
    await shot(ida, 'parts-gathering')
  })
  await step('Jon waits for that part, and Kim comes to another', async () => {
    await comes(jon, gathering, 'On site')
    await jon.sees('Full. You would wait for a place.')
    await shot(jon, 'parts-choose-full')
    await button(jon, 'I’m coming').click()
    await jon.sees('You are 1st on the waiting list.')
    await check(jon, 'waiting for a part')
    await shot(jon, 'parts-waiting')
    await comes(kim, gathering, 'Online')
    await button(kim, 'I’m coming').click()
    await kim.sees('You are in: Online.')
  })
  await step('Kim would rather be on site, and is asked before she gives her place up', async () => {
    const { page } = kim
    await page.getByRole('link', { name: 'You are in: Online.' }).click()
    await page.getByRole('radio', { name: 'On site' }).check()
    await kim.allow(/status of 422/)
    await button(kim, 'Save').click()
    await kim.sees('There aren’t enough places left in this part.')
    await check(kim, 'a part that is full')
    await shot(kim, 'parts-give-up')
    await page.getByRole('radio', { name: 'In the garden' }).check()
    await button(kim, 'Save').click()
    await kim.sees('You are in: In the garden.')
  })
  await step('Ida moves to the garden: her place is Jon’s', async () => {
    await ida.go(`${gathering}/answer`)
    await ida.page.getByRole('radio', { name: 'In the garden' }).check()
    await button(ida, 'Save').click()
    await ida.sees('You are in: In the garden.')
    const letter = await mail.waitFor(jon.email, { subject: 'A place for you' })
    assert.ok(letter.links.some(link => link.includes(gathering)))
    await jon.go(gathering)
    await jon.sees('You are in: On site.')
  })
  await step('the host sees who comes to what, and takes a part away', async () => {
    const { page } = hana
    await hana.go(`${gathering}/answers`)
    await hana.sees('2 places taken')
    await check(hana, 'answers in parts')
    await shot(hana, 'parts-answers')
    await page.getByRole('link', { name: 'Parts' }).click()
    await page.getByRole('link', { name: 'Take away: In the garden' }).click()
    await check(hana, 'taking a part away')
    await shot(hana, 'parts-remove')
    await page.getByRole('radio', { name: 'Online' }).check()
    await button(hana, 'Take it away').click()
    await hana.sees('The part is taken away.')
    await ida.go(gathering)
    await ida.sees('You are in: Online.')
  })
})

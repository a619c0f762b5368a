// A host who says who comes, and an address that only those learn who do: asking, deciding with a word, undoing.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

const button = (person, name) => person.page.getByRole('main').getByRole('button', { name }).first()

async function publish(host) {
  const { page } = host
  await host.go('/g/new')
  await page.getByLabel('What is it called?').fill('Supper at my place')
  const day = new Date(Date.now() + 9 * 24 * 3600_000).toISOString().slice(0, 10)
  await page.getByLabel('Day', { exact: true }).fill(day)
  await page.getByLabel('From', { exact: true }).fill('18:00')
  await page.getByLabel('To', { exact: true }).fill('20:30')
  await page.getByLabel('Town').first().fill('Vienna, AT')
  await page.getByLabel('Venue').first().fill('Brandt, third floor')
  await page.getByLabel('Street and number').first().fill('Lerchengasse 12')
  await page.getByLabel('How many can come?').fill('3')
  await page.getByText('Answers: who may bring whom').click()
  await page.getByLabel('Who comes?').selectOption({ label: 'I say who comes, and only they see the exact place' })
  await page.getByRole('button', { name: 'Publish it' }).click()
  await page.waitForURL(/\/g\/[0-9a-z]{13}/)
  return new URL(page.url()).pathname
}

const hides = async (person, what) => {
  const body = await person.page.locator('body').innerText()
  assert.ok(!body.includes('Lerchengasse'), `${what} tells the address`)
}

story('a supper at home, for those the host says', async ({ server, member, step, check, shot }) => {
  const { mail } = await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  const gathering = await step('a host says who comes', () => publish(hana))
  await hana.sees('Nobody is waiting for your answer.')
  await hana.sees('Lerchengasse 12')
  const ida = await member('Ida')
  const jon = await member('Jon', { script: false, passkey: false })
  const kim = await member('Kim')
  await step('three ask, and none of them sees where it is', async () => {
    await ida.go(gathering)
    await ida.sees('The exact place is for those who come.')
    await hides(ida, 'the page')
    await check(ida, 'a hidden place')
    await shot(ida, 'approval-ask')
    for (const one of [ida, jon, kim]) {
      await one.go(gathering)
      await button(one, 'Ask to come').click()
      await one.sees('You have asked to come.')
      await hides(one, 'the page of one who asked')
    }
    await check(ida, 'asked')
    await shot(ida, 'approval-asked')
  })
  await step('the host decides of each, and of two at once', async () => {
    await hana.go('/notices')
    await hana.sees('Kim asks to come to Supper at my place')
    await hana.go(gathering)
    await hana.sees('3 people are waiting for your answer.')
    await hana.page.getByRole('link', { name: 'Who asks to come' }).first().click()
    await hana.sees('2 places are left.')
    await check(hana, 'who asks')
    await shot(hana, 'approval-requests')
    await hana.page.getByLabel('A word to them').fill('Bring slippers.')
    await button(hana, 'Let in Ida').click()
    await hana.sees('Let in. They are told.')
    await hana.page.getByLabel('Choose Jon').check()
    await hana.page.getByLabel('Choose Kim').check()
    await button(hana, 'Turn the chosen down').click()
    await hana.sees('Nobody is waiting for your answer.')
    await check(hana, 'who was turned down')
    await shot(hana, 'approval-declined')
    await button(hana, 'Open again Kim').click()
    await hana.sees('One place is left.')
  })
  await step('Ida learns the address, by letter and page', async () => {
    const letter = await mail.waitFor(ida.email, { subject: 'You’re in' })
    assert.match(letter.text, /Lerchengasse 12/)
    await ida.go(gathering)
    await ida.sees('Lerchengasse 12')
    await ida.sees('From the host: Bring slippers.')
    await shot(ida, 'approval-in')
  })
  await step('Jon hears that it is not this time, Kim is asked for again', async () => {
    await mail.waitFor(jon.email, { subject: 'Not this time' })
    await jon.go(gathering)
    await jon.sees('The host can’t take you along this time.')
    await hides(jon, 'the page of one who was turned down')
    await check(jon, 'turned down')
    await shot(jon, 'approval-not-this-time')
    await kim.go(gathering)
    await kim.sees('You have asked to come.')
  })
})

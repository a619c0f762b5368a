// Story 3, for somebody who has no account and wants none: a name, an address, a letter. And for the same one later, who
// becomes a member and takes the answer along.
import assert from 'node:assert/strict'
import { readCalendar } from '../harness/calendars.mjs'
import { story } from '../harness/story.mjs'

const button = (person, name) => person.page.getByRole('main').getByRole('button', { name }).first()

async function publish(host) {
  const { page } = host
  await host.go('/g/new')
  await page.getByLabel('What is it called?').fill('Soup on Sunday')
  const day = new Date(Date.now() + 9 * 24 * 3600_000).toISOString().slice(0, 10)
  await page.getByLabel('Day', { exact: true }).fill(day)
  await page.getByLabel('From', { exact: true }).fill('18:00')
  await page.getByLabel('To', { exact: true }).fill('20:30')
  await page.getByLabel('Town').first().fill('Vienna, AT')
  await page.getByLabel('How many can come?').fill('4')
  await page.getByText('Answers: who may bring whom').click()
  await page.getByLabel('How many can one bring along?').fill('1')
  await page.getByLabel('May guests come without an account?').selectOption('yes')
  await page.getByRole('button', { name: 'Publish it' }).click()
  await page.waitForURL(/\/g\/[0-9a-z]{13}/)
  return new URL(page.url()).pathname
}

story('somebody comes without an account', async ({ server, member, person, step, check, checkMail, shot }) => {
  const { mail } = await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  const gathering = await publish(hana)
  const tom = await person('Tom', { script: false })
  const address = 'tom.brook@example.org'
  let link
  await step('Tom says a name and an address, and nothing else', async () => {
    const { page } = tom
    await tom.go(gathering)
    await page.getByText('Come without an account').click()
    await shot(tom, 'guest-offer')
    await page.getByLabel('What are you called?').fill('Tom Brook')
    await page.getByLabel('Your e-mail address').fill('tom')
    await tom.allow(/status of 422/)
    await button(tom, 'Send me the link').click()
    await tom.sees('Come without an account')
    await check(tom, 'an address that is none')
    await shot(tom, 'guest-fault')
    await page.getByLabel('Your e-mail address').fill(address)
    await button(tom, 'Send me the link').click()
    await tom.sees('Look into your mail')
    await check(tom, 'a letter is on its way')
  })
  await step('the letter leads to a page that asks once more', async () => {
    const letter = await mail.waitFor(address, { subject: 'Are you coming?' })
    checkMail(letter)
    link = letter.links.find(link => link.includes('/guest/'))
    await tom.go(link)
    await tom.sees('say whether you’re coming')
    await check(tom, 'behind the link')
    await shot(tom, 'guest-link')
    await tom.page.getByLabel('How many do you bring along?').fill('1')
    await button(tom, 'I’m coming').click()
    await tom.sees('you’re coming, and bring one along')
    await check(tom, 'a guest who comes')
    await shot(tom, 'guest-comes')
    const coming = await mail.waitFor(address, { subject: 'You’re coming' })
    checkMail(coming)
    const calendar = coming.attachments.find(({ mimeType }) => mimeType === 'text/calendar')
    assert.equal(calendar.method, 'REQUEST')
    const text = new TextDecoder().decode(calendar.content)
    const [event] = readCalendar(text).events
    assert.equal(event.summary, 'Soup on Sunday')
    assert.match(text.replace(/\r?\n /g, ''), /ATTENDEE;CN="Tom Brook";.*PARTSTAT=ACCEPTED.*:mailto:tom.brook@example.org/)
    await tom.go(coming.links.find(link => link.endsWith('/say/no')))
    await check(tom, 'a link that asks')
    await shot(tom, 'guest-say')
    await tom.page.getByRole('link', { name: 'Another answer' }).click()
    await tom.sees('you’re coming, and bring one along')
  })
  await step('the host reads the name, in the dark too', async () => {
    await hana.go(`${gathering}/answers`)
    await hana.sees('Guest: Tom Brook')
    await check(hana, 'answers with a guest')
    await shot(hana, 'guest-answers')
  })
  await step('in the evening, in the dark', async () => {
    const night = await person('Night', { scheme: 'dark', device: 'desktop' })
    await night.go(link)
    await night.sees('you’re coming')
    await shot(night, 'guest-comes-dark')
  })
  await step('Tom becomes a member, and takes the answer along', async () => {
    const joined = await member('Tom Brook', { email: address })
    await joined.go('/notices')
    await joined.sees('You answered Soup on Sunday as a guest')
    await joined.page.getByRole('main').getByRole('link', { name: 'Soup on Sunday' }).click()
    await check(joined, 'answers to take over')
    await shot(joined, 'guest-claim')
    await button(joined, 'Make this answer mine').click()
    await joined.sees('These answers are yours now.')
    await joined.go(gathering)
    await joined.sees('You bring one along')
  })
})

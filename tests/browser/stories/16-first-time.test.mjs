// Story 2 from the very first page: a stranger finds a gathering, joins, says yes and takes it into their calendar, with
// somebody they know going. Counted: each tap, each field, and the seconds that a person would need for them.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

/** What a tap and a field take a person who is in no hurry: to find it, and to type some fifteen letters (seconds). */
const [TAP, FIELD] = [4, 8]

story('the first time takes less than two minutes', async ({ server, member, person, step, check, shot }) => {
  await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  const day = new Date(Date.now() + 5 * 24 * 3600_000).toISOString().slice(0, 10)
  await step('there is something to go to', async () => {
    const { page } = hana
    await hana.go('/g/new')
    await page.getByLabel('What is it called?').fill('First turn at the wheel')
    await page.getByLabel('Day', { exact: true }).fill(day)
    await page.getByLabel('From', { exact: true }).fill('18:00')
    await page.getByLabel('To', { exact: true }).fill('20:30')
    await page.getByLabel('Town').first().fill('Vienna, AT')
    await page.getByLabel('Venue').fill('The kiln')
    await page.getByLabel('Street and number').fill('Lange Gasse 1')
    await page.getByText('Access, language, cost').click()
    await page.getByLabel('Can one get in without steps?').selectOption('yes')
    await page.getByLabel('In which language is it?').selectOption('de')
    await page.getByLabel('What does it cost?').selectOption('free')
    await page.locator('main form button.primary[type=submit]').last().click()
    await page.waitForURL(/\/g\/[0-9a-z]{13}/)
    await hana.sees('Step-free')
    await check(hana, 'a gathering with what is said of it')
    await shot(hana, 'gathering-about')
  })

  await step('and a way to get there', async () => {
    const { page } = hana
    await page.getByRole('link', { name: 'All that is at The kiln' }).click()
    await hana.sees('What is held here')
    await page.getByRole('link', { name: 'Say how to get there' }).click()
    await page.getByLabel('Can one get in without steps?').selectOption('yes')
    await page.getByLabel('How to get there').fill('Tram 46, then the **blue** door in the yard.')
    await check(hana, 'how to get to a venue')
    await page.getByRole('button', { name: 'Save' }).click()
    await hana.sees('the blue door')
    await check(hana, 'a venue')
    await shot(hana, 'venue')
  })

  const nele = await person('Nele Novak', { zone: 'Europe/Vienna' })
  const { page } = nele
  const count = { taps: 0, fields: 0 }
  const main = () => page.getByRole('main')
  const tap = async target => { count.taps += 1; await target.click() }
  const type = async (target, text) => { count.fields += 1; await target.fill(text) }
  await step('from the first page to what is around', async () => {
    await nele.go('/')
    await tap(page.getByRole('banner').getByRole('link', { name: 'Find' }))
    await type(page.getByLabel('Around'), 'Vienna, AT')
    await tap(page.getByRole('button', { name: 'Show' }))
    await page.waitForURL(/town=Vienna/)
    await nele.sees('First turn at the wheel')
  })
  await step('she comes, and joins on the way', async () => {
    await tap(main().getByRole('link', { name: 'First turn at the wheel' }))
    await tap(main().getByRole('link', { name: 'I’m coming' }))
    await page.waitForURL(/sign-in/)
    await tap(main().getByRole('link', { name: 'Join' }))
    await type(page.getByLabel('Your name'), nele.name)
    await type(page.getByLabel('E-mail address'), nele.email)
    await tap(main().getByRole('button', { name: /passkey/i }))
    await page.waitForURL(/welcome/)
    await tap(main().locator('form button[type=submit]').first())
    await page.waitForURL(/\/g\//)
    await tap(main().getByRole('button', { name: 'I’m coming' }).first())
    await nele.sees('You’re coming')
  })
  await step('somebody she knows is going', async () => {
    await tap(main().getByRole('link', { name: 'Hana Brandt' }).first())
    await tap(page.getByRole('button', { name: /^Follow/ }).first())
    await page.waitForURL(/@hana/)
    const here = new URL(page.url())
    await nele.go('/find?town=Vienna&known=yes')
    await nele.sees('First turn at the wheel')
    await check(nele, 'found by whom one knows')
    await shot(nele, 'find-known')
    await nele.go(here.pathname)
    await tap(page.getByRole('link', { name: 'First turn at the wheel' }).first())
  })
  await step('it is in her calendar', async () => {
    const waiting = page.waitForEvent('download')
    await tap(page.getByRole('link', { name: 'Add to calendar' }))
    assert.match((await waiting).suggestedFilename(), /\.ics$/)
  })
  await step('and that took her', () => {
    const seconds = count.taps * TAP + count.fields * FIELD
    console.log(`      ${count.taps} taps and ${count.fields} fields, some ${seconds} seconds`)
    assert.ok(count.fields <= 3 && count.taps <= 13, JSON.stringify(count))
    assert.ok(seconds < 120, `${seconds} seconds`)
  })

  await step('what she looks for is taken away bit by bit', async () => {
    await nele.go('/find?town=Vienna&language=de&step_free=yes&cost=free')
    await nele.sees('First turn at the wheel')
    await shot(nele, 'find-filters')
    await check(nele, 'a search with filters')
    await main().getByRole('link', { name: /^Deutsch/ }).click()
    await page.waitForURL(url => !url.searchParams.has('language'))
    await nele.go('/find?town=Vienna&language=fr')
    await nele.sees('Nothing planned here yet')
  })
}, { limit: 240_000 })

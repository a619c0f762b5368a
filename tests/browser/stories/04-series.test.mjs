// Story 3's recurring gathering: a host publishes an irregular series, having read it in words; a guest comes to all of it;
// one date is moved alone, and then all that is ahead is changed.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

const day = days => new Date(Date.now() + days * 24 * 3600_000).toISOString().slice(0, 10)

story('a craft night comes again, twice a month', async ({ server, member, person, step, check, shot }) => {
  const { mail } = await server()
  const hana = await member('Hana Brandt', { zone: 'Europe/Vienna' })
  const { page } = hana
  const more = text => page.locator('summary').filter({ hasText: text }).click()

  const series = await step('Hana says how often, and reads it before it is published', async () => {
    await hana.go('/g/new')
    await page.getByLabel('What is it called?').fill('Craft night')
    await page.getByLabel('Day', { exact: true }).fill(day(3))
    await page.getByLabel('From', { exact: true }).fill('19:00')
    await page.getByLabel('To', { exact: true }).fill('22:00')
    await page.getByLabel('Town').first().fill('Vienna, AT')
    await more('Comes again')
    await page.getByLabel('How often').selectOption({ label: 'Every month, on a day of the week' })
    await more('Every month: on which days of the week')
    await page.getByLabel('Which', { exact: true }).selectOption({ label: 'first' })
    await page.getByLabel('Weekday', { exact: true }).selectOption({ label: 'Tuesday' })
    await page.getByLabel('And which', { exact: true }).selectOption({ label: 'third' })
    await page.getByLabel('And weekday', { exact: true }).selectOption({ label: 'Saturday' })
    await more('Not in some months')
    await page.locator('label').filter({ hasText: 'August' }).click()
    await check(hana, 'the form of a series')
    await shot(hana, 'series-form')
    await page.locator('main form button.primary[type=submit]').last().click()
    await hana.sees('On the first Tuesday and the third Saturday of each month, but not in August')
    await check(hana, 'a series before it is published')
    await shot(hana, 'series-preview')
    await page.getByRole('button', { name: 'Publish these dates' }).first().click()
    await page.waitForURL(/\/s\/[0-9a-z]{13}/)
    await hana.sees('You’re the first who is coming, each time')
    return new URL(page.url()).pathname
  })

  const noor = await member('Noor', { script: false, passkey: false, zone: 'Europe/Vienna' })
  await step('Noor comes to all of them, without script', async () => {
    await noor.go(series)
    await noor.page.getByRole('button', { name: 'I’m coming to all' }).click()
    await noor.sees('You’re coming to all dates')
    await check(noor, 'a series, answered')
    await shot(noor, 'series')
  })

  await step('a stranger finds the next of them once', async () => {
    const sol = await person('Sol')
    await sol.go('/find?town=Vienna%2C+AT')
    assert.equal(await sol.page.getByText('Craft night').count(), 1)
    await sol.sees('more dates')
    await shot(sol, 'series-found')
  })

  await step('one date is moved alone', async () => {
    await noor.go(series)
    await noor.page.getByRole('link', { name: 'Craft night' }).first().click()
    await noor.sees('Part of a series')
    await check(noor, 'a date of a series')
    await shot(noor, 'series-date')
    await hana.go(new URL(noor.page.url()).pathname + '/edit')
    await page.getByLabel('From', { exact: true }).fill('18:00')
    await page.locator('main form button[type=submit]').last().click()
    await hana.sees('Saved.')
  })

  await step('all that is ahead is changed, and Noor hears of it once', async () => {
    await hana.go(series)
    await page.getByRole('link', { name: 'Change what is ahead' }).click()
    await page.getByLabel('What is it called?').fill('Wool night')
    await page.getByLabel('Venue').fill('The kiln')
    await check(hana, 'changing a series')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.waitForURL(/\/s\//)
    await hana.sees('Wool night')
    const letter = await mail.waitFor(noor.email, { subject: 'Other dates or place' })
    assert.match(letter.text, /On the first Tuesday and the third Saturday/)
  })

  await step('it ends', async () => {
    await page.getByRole('link', { name: 'End it' }).click()
    await check(hana, 'ending a series')
    await page.getByLabel('Call off all dates ahead').check()
    await page.getByRole('button', { name: 'End the series' }).click()
    await hana.sees('It has ended')
    await shot(hana, 'series-ended')
  })
})

// What is said of a venue: by who hosts there, kept each time, and put back.
import { story } from '../harness/story.mjs'

const button = (person, name) => person.page.getByRole('main').getByRole('button', { name }).first()
const link = (person, name) => person.page.getByRole('link', { name }).first()

story('what was said of a venue can be put back', async ({ server, member, step, check, shot }) => {
  await server()
  const hana = await member('Hana Brandt')
  await step('Hana publishes something and says how to get in', async () => {
    const { page } = hana
    await hana.go('/g/new')
    await page.getByLabel('What is it called?').fill('First turn at the wheel')
    await page.getByLabel('Day', { exact: true }).fill(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10))
    await page.getByLabel('From', { exact: true }).fill('18:00')
    await page.getByLabel('To', { exact: true }).fill('20:30')
    await page.getByLabel('Town').first().fill('Vienna, AT')
    await page.getByLabel('Venue').fill('The kiln')
    await page.locator('main form button.primary[type=submit]').last().click()
    await page.waitForURL(/\/g\/[0-9a-z]{13}/)
    await link(hana, 'All that is at The kiln').click()
    for (const words of ['The blue door.', 'The blue door, second bell.']) {
      await link(hana, 'Say how to get there').click()
      await page.getByLabel('How to get there').fill(words)
      await button(hana, 'Save').click()
      await hana.sees(words)
    }
  })
  await step('she looks at what was said before, and puts it back', async () => {
    await link(hana, 'What was said before').click()
    await hana.sees('This is what is said now')
    await check(hana, 'what was said of a venue')
    await shot(hana, 'venue-history')
    await button(hana, 'Put it back').click()
    await hana.sees('Saved')
    await hana.sees('The blue door.')
  })
})

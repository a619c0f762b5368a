// Story 3: reminders go out when the host and each reader want them.
import { story } from '../harness/story.mjs'

const button = (person, name) => person.page.getByRole('main').getByRole('button', { name }).first()

story('a host sets reminders, and a reader their own', async ({ server, member, step, check, shot }) => {
  await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  const gathering = await step('the host sets when', async () => {
    const { page } = hana
    await hana.go('/g/new')
    await page.getByLabel('What is it called?').fill('Early run')
    const day = new Date(Date.now() + 9 * 24 * 3600_000).toISOString().slice(0, 10)
    await page.getByLabel('Day', { exact: true }).fill(day)
    await page.getByLabel('From', { exact: true }).fill('07:00')
    await page.getByLabel('To', { exact: true }).fill('08:00')
    await page.getByLabel('Town').first().fill('Vienna, AT')
    await page.getByText('Answers: who may bring whom').click()
    await page.getByLabel('When are those who come reminded?').selectOption({ label: 'A day before' })
    await check(hana, 'the form of a gathering')
    await shot(hana, 'reminders-form')
    await button(hana, 'Publish it').click()
    await page.waitForURL(/\/g\/[0-9a-z]{13}/)
    return new URL(page.url()).pathname
  })
  const ida = await member('Ida', { script: false, passkey: false })
  await step('Ida wants another time there', async () => {
    await ida.go(gathering)
    await button(ida, 'I’m coming').click()
    await ida.page.getByRole('main').getByRole('link', { name: 'Reminders' }).click()
    await ida.page.getByRole('option', { name: 'As usual: A day before', selected: true }).waitFor({ state: 'attached' })
    await ida.page.getByLabel('When shall we remind you of this one?').selectOption({ label: 'Two hours before' })
    await check(ida, 'reminders of one')
    await shot(ida, 'reminders-one')
    await button(ida, 'Save').click()
    await ida.sees('Your reminders are set.')
  })
  await step('and never a letter otherwise', async () => {
    await ida.go('/you/settings')
    await ida.page.getByRole('main').getByRole('link', { name: 'Reminders' }).click()
    await ida.page.getByLabel('When shall we remind you?').selectOption({ label: 'Never' })
    await button(ida, 'Save').click()
    await ida.sees('Your reminders are set.')
    await check(ida, 'reminders')
    await shot(ida, 'reminders')
  })
})

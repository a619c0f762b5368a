// Story 2, as far as it goes yet: a newcomer picks interests and a town, finds a community and a gathering within reach,
// joins, and has it in their calendar. And story 3's beginning: a host publishes, moves and calls off.
import assert from 'node:assert/strict'
import { story, until } from '../harness/story.mjs'

const button = (person, name) => person.page.getByRole('button', { name }).first()

async function found(host) {
  const { page } = host
  await host.go('/c/new')
  await page.getByLabel('Name').first().fill('Potters of Vienna')
  await page.locator('[name=words]').fill('Clay, wheels and tea.')
  await page.locator('[name=town]').fill('Vienna, AT')
  await page.locator('main form button[type=submit]').last().click()
  await page.waitForURL(/\/c\/potters-of-vienna/)
}

async function publish(host) {
  const { page } = host
  await host.go('/g/new')
  await page.getByLabel('What is it called?').fill('First turn at the wheel')
  await page.getByLabel('What happens there?').fill('Everybody throws one bowl.')
  const day = new Date(Date.now() + 5 * 24 * 3600_000).toISOString().slice(0, 10)
  await page.getByLabel('Day', { exact: true }).fill(day)
  await page.getByLabel('From', { exact: true }).fill('18:00')
  await page.getByLabel('To', { exact: true }).fill('20:30')
  await page.getByLabel('Venue').fill('The kiln')
  await page.getByLabel('Town').first().fill('Vienna, AT')
  const community = page.locator('select[name=community]')
  if (await community.count()) await community.selectOption({ label: 'Potters of Vienna' })
  await page.locator('main form button.primary[type=submit]').last().click()
  await page.waitForURL(/\/g\/[0-9a-z]{13}/)
  return new URL(page.url()).pathname
}

story('a newcomer finds people, a place and an evening', async ({ server, member, person, step, check, shot }) => {
  await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  const gathering = await step('a host founds a community and publishes an evening', async () => {
    await found(hana)
    await check(hana, 'own community')
    return publish(hana)
  })
  const stranger = await person('Sol')
  await step('a stranger sees it before they join anything', async () => {
    await stranger.go('/find?town=Vienna%2C+AT')
    await stranger.sees('First turn at the wheel')
    await stranger.go(gathering)
    await stranger.sees('The kiln')
  })
  const nele = await member('Nele Novak', { zone: 'Europe/Vienna' })
  const { page } = nele
  await step('says where they are and what they like', async () => {
    await page.locator('[name=town]').fill('Vienna, AT')
    await page.locator('label').filter({ hasText: 'Pottery' }).first().click()
    await page.locator('main form button[type=submit]').first().click()
    await page.waitForURL(/find/)
  })
  await step('joins the community', async () => {
    await nele.go('/find/communities?town=Vienna%2C+AT')
    await page.getByRole('link', { name: 'Potters of Vienna' }).first().click()
    await button(nele, /^Join/).click()
    await nele.sees('You’re in')
  })
  await step('says yes to an evening, and it is in their calendar', async () => {
    await nele.go(gathering)
    await button(nele, 'I’m coming').click()
    await nele.sees('You’re coming')
    await check(nele, 'gathering, going')
    await shot(nele, 'newcomer-going')
    const file = await (await nele.context.request.get(new URL(`${gathering}/calendar.ics`, page.url()).href)).text()
    assert.match(file, /BEGIN:VEVENT[\s\S]*SUMMARY:First turn at the wheel/)
    await nele.go('/')
    await nele.sees('First turn at the wheel')
  })
  await step('asks something in the thread', async () => {
    await nele.go(gathering)
    await page.getByRole('textbox').last().fill('Shall I bring an apron?')
    await button(nele, /^(Send|Post|Say it)$/).click()
    await nele.sees('Shall I bring an apron?')
  })
  await step('the host calls it off, and the newcomer is told', async () => {
    await hana.go(`${gathering}/cancel`)
    await check(hana, 'calling off')
    await hana.page.getByRole('textbox').first().fill('The kiln is broken.')
    await hana.page.locator('main form button[type=submit]').last().click()
    await hana.sees('called off')
    await until('the notice', async () => {
      await nele.go('/notices')
      return page.getByRole('link', { name: 'First turn at the wheel is called off' }).isVisible()
    })
  })
}, { limit: 180_000 })

story('who was taken out of a community stays out until they are let back in', async ({ server, member, step, check, shot }) => {
  await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  await found(hana)
  const nele = await member('Nele Novak')
  await nele.go('/c/potters-of-vienna')
  await button(nele, /^Join/).click()
  await nele.sees('You’re in')
  await step('a host takes somebody out', async () => {
    await hana.go('/c/potters-of-vienna/members')
    await hana.page.getByRole('link', { name: 'Change Nele Novak' }).click()
    await button(hana, 'Remove').click()
    await hana.sees('They are no longer on the list')
  })
  await step('who is told why they can’t join', async () => {
    await nele.go('/c/potters-of-vienna')
    await nele.sees('have taken you out of it')
    assert.equal(await button(nele, /^Join/).count(), 0)
    await check(nele, 'community, taken out')
    await shot(nele, 'taken-out')
  })
  await step('and is let back in', async () => {
    await hana.page.getByRole('link', { name: 'Those who were taken out' }).click()
    await hana.sees('Taken out by Hana Brandt')
    await check(hana, 'those taken out')
    await shot(hana, 'those-taken-out')
    await button(hana, 'Let back in Nele Novak').click()
    await hana.sees('They may join again')
    await nele.go('/notices')
    await nele.page.getByRole('link', { name: 'You may join Potters of Vienna again' }).click()
    await button(nele, /^Join/).click()
    await nele.sees('You’re in')
  })
}, { limit: 180_000 })

story('all of it works with script off', async ({ server, member, person, check }) => {
  await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  await found(hana)
  const gathering = await publish(hana)
  const plain = await member('Pia Plain', { script: false, passkey: false })
  await plain.go(gathering)
  await button(plain, 'I’m coming').click()
  await plain.sees('You’re coming')
  await check(plain, 'gathering without script')
  await plain.go('/find?town=Vienna')
  await plain.sees('First turn at the wheel')
}, { limit: 120_000 })

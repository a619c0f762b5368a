// Bringing a calendar in, name badges, and an address that is told what happens.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

const day = ahead => new Date(Date.now() + ahead * 24 * 3600_000).toISOString().slice(0, 10).replaceAll('-', '')

const event = (uid, summary, ahead, from, more = '') =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:${summary}\r\nDTSTART;TZID=Europe/Vienna:${day(ahead)}T${from}0000\r\nDURATION:PT2H\r\n${more}END:VEVENT\r\n`
const calendar = events => ({
  name: 'club.ics',
  mimeType: 'text/calendar',
  buffer: Buffer.from(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Chess club\r\n${events.join('')}END:VCALENDAR\r\n`),
})

story('a host brings their calendar in', async ({ server, member, step, check, shot }) => {
  await server()
  const hana = await member('Hana', { device: 'desktop', zone: 'Europe/Vienna' })
  const press = name => hana.page.getByRole('button', { name }).click()
  await step('she plans a gathering, and has them all elsewhere already', async () => {
    await hana.go('/g/new')
    await hana.page.getByRole('link', { name: /in another calendar/ }).click()
    hana.allow(/status of 422/)
    await hana.page.getByLabel('Where do they take place?').fill('Vienna, Wien, AT')
    await press('See what would be done')
    await hana.sees('Choose a file, or give an address.')
    await check(hana, 'nothing chosen')
  })
  await step('an address within a private network is not gone to', async () => {
    await hana.page.getByLabel('Or its address on the web').fill('http://127.0.0.1/a.ics')
    await press('See what would be done')
    await hana.sees('That address leads into a private network.')
    await hana.page.getByLabel('Or its address on the web').fill('')
  })
  await step('she sees what would be done', async () => {
    const talks = Array.from({ length: 30 }, (_, at) => event(`talk-${at}`, `Game ${at}`, 20 + at, 18))
    await hana.page.getByLabel('A calendar file').setInputFiles(calendar([
      event('a', 'Blitz evening', 7, 19, 'LOCATION:Café Sperl\\, Gumpendorfer Straße 11\r\n'),
      event('b', 'Long ago', -40, 19),
      event('c', 'Board meeting', 9, 19, 'CLASS:PRIVATE\r\n'),
      ...talks,
    ]))
    await press('See what would be done')
    await hana.sees('31 new gatherings')
    await hana.sees('That time is past')
    await hana.sees('It is marked as private')
    await check(hana, 'what would be done')
    await shot(hana, 'import-shown')
  })
  await step('it is done, in parts', async () => {
    await press('Do this for 31 gatherings')
    await hana.page.getByRole('heading', { name: 'Brought in', exact: true }).waitFor()
    await hana.sees('31 were brought in')
    await check(hana, 'brought in')
    await shot(hana, 'import-done')
  })
  await step('the newer file changes one and calls one off', async () => {
    await hana.page.getByLabel('The newer file').setInputFiles(calendar([
      event('a', 'Blitz evening', 7, 20, 'SEQUENCE:1\r\n'),
      event('talk-0', 'Game 0', 20, 18, 'SEQUENCE:1\r\nSTATUS:CANCELLED\r\n'),
    ]))
    await press('See what would be done')
    await hana.sees('one changes')
    await hana.sees('one is called off')
    await shot(hana, 'import-again')
    await press('Do this for 2 gatherings')
    await hana.sees('2 were brought in')
  })
  await step('and is taken back', async () => {
    await press('Take it all back')
    await hana.sees('2 were taken back')
    await check(hana, 'taken back')
    await hana.go('/import')
    await hana.sees('Chess club')
    await check(hana, 'sources')
    await shot(hana, 'import')
  })
  await step('badges for those who come', async () => {
    await hana.go('/')
    const path = await hana.page.evaluate(async () => {
      const page = await (await fetch('/import')).text()
      const run = new DOMParser().parseFromString(page, 'text/html').querySelector('.note a[href^="/import/"]').getAttribute('href')
      const steps = new DOMParser().parseFromString(await (await fetch(run)).text(), 'text/html')
      return steps.querySelector('main a[href^="/g/"]').getAttribute('href')
    })
    await hana.go(`${path}/answers`)
    await hana.page.getByRole('link', { name: 'Name badges' }).click()
    await hana.sees('on one sheet of A4')
    await check(hana, 'badges')
    await shot(hana, 'badges')
  })
  await step('an address is named', async () => {
    await hana.go('/you/settings')
    await hana.page.getByRole('main').getByRole('link', { name: 'Webhooks' }).click()
    await hana.page.getByLabel('Address').fill('https://example.invalid/hook')
    await press('Have it told')
    assert.match(await hana.page.locator('#secret').innerText(), /^whsec_/)
    await check(hana, 'a webhook, just made')
    await shot(hana, 'webhooks')
    await hana.page.getByRole('link', { name: 'https://example.invalid/hook' }).click()
    await press('Send a test')
    await hana.sees('A test is on its way.')
    await check(hana, 'a webhook')
    await shot(hana, 'webhook')
  })
}, { limit: 240_000 })

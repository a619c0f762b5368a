// What happens here, in the calendars and readers that people use anyway.
import assert from 'node:assert/strict'
import { readCalendar } from '../harness/calendars.mjs'
import { story } from '../harness/story.mjs'

/** Zones with rules of every kind: odd offsets, half an hour of summer time, none, negative, suspended for a month. */
const ZONES = [
  'Europe/Vienna', 'Europe/Dublin', 'America/New_York', 'America/St_Johns', 'America/Sao_Paulo', 'Africa/Casablanca', 'Africa/Cairo',
  'Asia/Kathmandu', 'Asia/Gaza', 'Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Apia', 'Pacific/Kiritimati', 'UTC',
]

const day = ahead => new Date(Date.now() + ahead * 24 * 3600_000).toISOString().slice(0, 10)
const seconds = text => text.replace(/\.\d+Z$/, 'Z')

story('a calendar of one’s own keeps up with one’s answers', async ({ server, member, step, check, shot }) => {
  const { url } = await server()
  const hana = await member('Hana', { device: 'desktop', zone: 'Europe/Vienna' })
  const ada = await member('Ada', { zone: 'Europe/Vienna' })
  let token
  const api = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) })
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${answer.status < 300 ? '' : await answer.clone().text()}`)
    return answer.status === 204 ? undefined : answer.json()
  }
  const plan = (title, more) => api('POST', '/gatherings', { title, date: day(9), start: '19:00', end: '22:00', town: 'Vienna, Wien, AT', ...more })
  const reads = async address => {
    const answer = await fetch(address)
    assert.equal(answer.status, 200)
    return readCalendar(await answer.text())
  }
  let wheel
  await step('Hana plans evenings, by a program of hers', async () => {
    await hana.go('/you/tokens')
    await hana.page.getByLabel('What is it for?').fill('Planning')
    await hana.page.getByLabel('Publish and answer gatherings').check()
    await hana.page.getByLabel('Found, join and leave communities').check()
    await hana.page.getByRole('button', { name: 'Make the token' }).click()
    token = await hana.page.locator('#token').innerText()
    await api('POST', '/communities', { name: 'Potters', handle: 'potters', words: 'Clay & tea.', access: 'open', town: 'Vienna, Wien, AT', interest: ['crafts'] })
    const { id } = await api('GET', '/communities/potters')
    wheel = await plan('First turn; at the wheel, with “clay” and \\ water', { community: id, words: 'Everybody throws *one* bowl.\n\nBring an apron.', venue: 'The kiln', address: 'Lange Gasse 1' })
    await plan('Glazing', { community: id, date: day(200) })
    await plan('Elsewhere')
  })

  let address
  await step('Ada makes an address for her phone, by way of her settings', async () => {
    await ada.go(wheel.url)
    await ada.page.getByRole('button', { name: 'I’m coming' }).first().click()
    await ada.sees('You’re coming')
    await ada.go('/you/settings')
    await ada.page.getByRole('main').getByRole('link', { name: 'Your calendars' }).click()
    await check(ada, 'calendars, none yet')
    await ada.page.getByLabel('Where will it be read?').fill('My phone')
    await ada.page.getByLabel('When should it remind you?').selectOption({ label: 'one hour before' })
    await ada.page.getByRole('button', { name: 'Make the address' }).click()
    address = await ada.page.locator('#address').innerText()
    const link = await ada.page.getByRole('link', { name: 'Open in my calendar' }).getAttribute('href')
    assert.equal(link, address.replace(/^https?/, 'webcal'))
    await check(ada, 'a calendar, just made')
    await shot(ada, 'calendars')
    await ada.go('/you/calendars')
    assert.equal(await ada.page.locator('#address').count(), 0)
    await ada.sees('not read yet')
  })
  await step('other people’s programs read it', async () => {
    const { events } = await reads(address)
    assert.equal(events.length, 1)
    const [event] = events
    assert.equal(event.summary, wheel.title)
    assert.equal(event.location, 'The kiln, Lange Gasse 1, Vienna')
    assert.match(event.description, /^Everybody throws one bowl\.[\s\S]*\/g\//)
    assert.equal(event.zone, 'Europe/Vienna')
    assert.deepEqual([event.starts, event.ends], [wheel.starts, wheel.ends].map(seconds))
    assert.deepEqual([event.status, event.sequence, event.alarms], ['CONFIRMED', 0, [-3600]])
    await ada.go('/you/calendars')
    await ada.sees('last read')
  })
  await step('it is called off: the calendar learns', async () => {
    await api('POST', `/gatherings/${wheel.id}/cancel`, { words: 'No clay.' })
    const [event] = (await reads(address)).events
    assert.deepEqual([event.status, event.sequence, event.alarms], ['CANCELLED', 1, []])
  })
  await step('she takes the address back', async () => {
    await ada.page.getByRole('button', { name: /Take back/ }).click()
    await ada.sees('Nobody can read along')
    assert.equal((await fetch(address)).status, 404)
  })

  await step('everybody may subscribe to the community', async () => {
    await ada.go('/c/potters')
    await check(ada, 'a community with its calendar')
    await shot(ada, 'subscribe')
    const { name, events } = await reads(`${url}/c/potters/calendar.ics`)
    assert.equal(name, 'Potters')
    assert.deepEqual(events.map(event => event.status), ['CANCELLED', 'CONFIRMED'])
    const first = await fetch(`${url}/c/potters/calendar.ics`)
    const second = await fetch(first.url, { headers: { 'if-none-match': first.headers.get('etag') } })
    assert.equal(second.status, 304)
  })
  await step('a search is a feed, found from its page', async () => {
    await ada.go('/find?town=Vienna%2C+Wien%2C+AT')
    await shot(ada, 'find-subscribe')
    const feed = await ada.page.evaluate(async () => {
      const { href } = document.querySelector('link[rel=alternate][type="application/atom+xml"]')
      const text = await (await fetch(href)).text()
      const xml = new DOMParser().parseFromString(text, 'application/xml')
      const said = (of, name) => [...of.children].filter(part => part.localName === name).map(part => part.textContent)
      return {
        href, wrong: xml.querySelector('parsererror')?.textContent, root: [xml.documentElement.localName, xml.documentElement.namespaceURI],
        self: xml.querySelector('link[rel=self]').getAttribute('href'), updated: said(xml.documentElement, 'updated'), id: said(xml.documentElement, 'id'),
        author: xml.querySelector('feed > author > name').textContent,
        entries: [...xml.getElementsByTagName('entry')].map(entry => ['id', 'title', 'updated', 'published', 'summary'].map(name => said(entry, name))),
      }
    })
    assert.equal(feed.wrong, undefined)
    assert.deepEqual(feed.root, ['feed', 'http://www.w3.org/2005/Atom'])
    assert.equal(feed.self, feed.href)
    assert.deepEqual(feed.id, [feed.href])
    // RFC 4287, §4.1.2: exactly one of each, and dates as §3.3 has them.
    assert.equal(feed.entries.length, 3)
    for (const entry of feed.entries) for (const said of entry) assert.equal(said.length, 1)
    for (const date of [...feed.updated, ...feed.entries.flatMap(entry => [...entry[2], ...entry[3]])]) assert.match(date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    assert.equal(new Set(feed.entries.map(entry => entry[0][0])).size, 3)
    assert.deepEqual([feed.updated[0], feed.author.length > 0], [feed.entries.map(entry => entry[2][0]).sort().at(-1), true])
  })
  await step('the clocks of the world are right in it', async () => {
    const planned = new Map()
    for (const zone of ZONES) {
      for (const ahead of [12, 75, 140, 230, 320]) {
        const gathering = await plan('Round the world', { zone, date: day(ahead), start: '02:30', end: '05:15' })
        planned.set(gathering.id, gathering)
      }
    }
    const { events } = await reads(`${url}/find/calendar.ics?town=&q=round`)
    assert.equal(events.length, planned.size)
    for (const { uid, starts, ends, zone } of events) {
      const gathering = planned.get(uid.split('@')[0])
      assert.deepEqual([starts, ends], [gathering.starts, gathering.ends].map(seconds), `${gathering.zone} ${gathering.date}`)
      assert.equal(zone, gathering.zone === 'UTC' ? null : gathering.zone)
    }
  })
}, { limit: 240_000 })

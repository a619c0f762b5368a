// Every page there is, in the demonstration's world, as a stranger, a member and a host find it: nothing for axe or the
// Nu checker to say, nothing to scroll sideways, and a picture of each to look at.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

/** The first address on the page that fits. */
const first = (person, pattern) =>
  person.page.evaluate(
    source => [...document.querySelectorAll('main a[href]')].map(link => link.getAttribute('href').split(/[?#]/)[0]).find(href => new RegExp(source).test(href)),
    pattern.source,
  )

/** All of them, and then what was wrong with any. */
async function look({ check, shot }, person, who, pages) {
  const wrong = []
  for (const [name, path] of Object.entries(pages)) {
    await person.go(path)
    await shot(person, `${who}-${name}`)
    await check(person, `${name} (${who})`).catch(error => wrong.push(error.message))
  }
  assert.deepEqual(wrong, [])
}

const link = (log, role) => {
  const [, path] = log.match(new RegExp(`as a ${role}[^\\n]*:\\s+\\S+?(/demo/\\S+)`)) ?? assert.fail(`no link for a ${role} in ${log}`)
  return path
}

story('a stranger looks around without an account', async world => {
  await world.server({ demo: true })
  const sam = await world.person('Sam')
  await sam.go('/')
  await sam.sees('Visavis')
  await sam.go('/find')
  const gathering = await first(sam, /^\/g\/[0-9a-z]{13}$/)
  await sam.go('/find/communities')
  const community = await first(sam, /^\/c\/(?!new)[^/]+$/)
  await look(world, sam, 'stranger', {
    home: '/', find: '/find', communities: '/find/communities', people: '/find/people', gathering, community,
    about: '/about', card: '/e', offline: '/offline', 'sign-in': '/sign-in', 'sign-up': '/sign-up',
  })
}, { limit: 240_000 })

story('a member finds their way', async world => {
  const program = await world.server({ demo: true })
  const mia = await world.person('Mia')
  await mia.go(link(program.log, 'member'))
  const gathering = await first(mia, /^\/g\/[0-9a-z]{13}$/)
  await mia.go('/ties')
  const tie = await first(mia, /^\/ties\/./)
  const other = tie.replace('/ties/', '')
  await mia.go('/encounters')
  const encounter = await first(mia, /^\/encounters\/[0-9a-f]{32}$/)
  await mia.go('/find/communities')
  const community = await first(mia, /^\/c\/(?!new)[^/]+$/)
  await look(world, mia, 'member', {
    home: '/', find: '/find', 'find-communities': '/find/communities', people: '/find/people?q=a', gathering,
    going: `${gathering}/going`, community, members: `${community}/members`, 'new-gathering': '/g/new', 'new-community': '/c/new',
    ties: '/ties', tie, profile: `/@${other}`, talk: '/talk', conversation: `/talk/${other}`, notices: '/notices',
    encounters: '/encounters', encounter, keys: '/encounters/devices',
  })
  await look(world, mia, 'member', {
    you: '/you', 'edit-profile': '/you/profile', settings: '/you/settings', devices: '/you/devices', personas: '/you/personas',
    blocked: '/you/blocked', delete: '/you/delete', block: `/@${other}/block`,
  })
}, { limit: 300_000 })

story('a host looks after things', async world => {
  const program = await world.server({ demo: true })
  const hal = await world.person('Hal', { device: 'desktop' })
  await hal.go(link(program.log, 'host'))
  await hal.go('/you')
  await hal.go('/')
  // Somebody waits to be let in: the way there begins at home.
  const members = await first(hal, /^\/c\/[^/]+\/members$/)
  const community = members.replace('/members', '')
  await hal.go(community)
  const gathering = await first(hal, /^\/g\/[0-9a-z]{13}$/)
  await look(world, hal, 'host', {
    home: '/', community, members, 'edit-community': `${community}/edit`, invite: `${community}/invite`,
    gathering, 'edit-gathering': `${gathering}/edit`, 'call-off': `${gathering}/cancel`, operator: '/operator',
  })
}, { limit: 240_000 })

story('everything is there in German too', async world => {
  const program = await world.server({ demo: true })
  const mia = await world.person('Mia', { locale: 'de-AT' })
  await mia.go(link(program.log, 'member'))
  const gathering = await first(mia, /^\/g\/[0-9a-z]{13}$/)
  assert.equal(await mia.page.locator('html').getAttribute('lang'), 'de')
  await look(world, mia, 'german', { home: '/', find: '/find', gathering, ties: '/ties', you: '/you', 'new-gathering': '/g/new' })
}, { limit: 180_000 })

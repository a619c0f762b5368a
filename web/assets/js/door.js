// The door of a gathering: scanning entry cards, finding people by name, counting, with or without a network. The server
// renders the same with forms; this takes its place. What is seen waits in `door/queue.js`.

import { hex, sha256, text as bytes } from './card/bytes.js'
import { h } from './dom.js'
import { judge, readCard, together } from './door/judge.js'
import { enqueue, keepSending, list as stored, queue, seen, send, state, waiting } from './door/queue.js'
import { t } from './meet/words.js'

const root = document.getElementById('door')
const { gathering, role } = root.dataset
const NAMED = `visavis.door.${gathering}` // the name of this door
const MOST_FOUND = 30,
  MOST_SEEN = 20,
  LOOK_AGAIN = 20_000,
  PATIENCE = 5_000

let list = null,
  door = null,
  mine = []

const name = () => localStorage.getItem(NAMED) ?? ''
const called = door => door || t('nameless')
const clock = at =>
  new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: list?.zone }).format(at)
const moment = () => Date.now() + (list?.ahead ?? 0) // by the server's clock
const id = () => crypto.randomUUID().replaceAll('-', '').slice(0, 24)

// What stays, and what changes within it.

const inside = h('span')
const bar = h('progress', { max: 1, value: 0 })
const doors = h('dl', { class: 'door-counts' })
const parts = h('dl', { class: 'door-counts', hidden: true })
const among = h('p', { class: 'small' })
const line = h('p', { class: 'door-state', role: 'status' })
const here = h('ul', { class: 'people' })
const nearby = h('section', { class: 'flow', hidden: true }, h('h2', {}, t('here')), here)
const found = h('ul', { class: 'people' })
const field = (key, about, help) =>
  h(
    'div',
    { class: 'field' },
    h('label', { for: `door-${about.name}` }, t(key)),
    help && h('p', { class: 'help', id: `door-${about.name}-help` }, help),
    h('input', { class: 'input', id: `door-${about.name}`, 'aria-describedby': help && `door-${about.name}-help`, ...about }),
  )
const search = field('search', { name: 'q', type: 'search', autocomplete: 'off', oninput: () => drawFound() })

function build() {
  const named = field('name', { name: 'door', maxlength: 40, value: name(), onchange: rename }, t('name.help'))
  const lists = role !== 'steward'
  root.replaceChildren(
    h(
      'div',
      { class: 'door-live' },
      h('div', { class: 'flow' }, h('label', { class: 'progress meet' }, h('span', {}, h('span', {}, t('inside.label')), inside), bar), doors, parts, among, line),
      h('button', { type: 'button', class: 'button meet', onclick: scan }, t('scan')),
      named,
      nearby,
      lists && h('section', { class: 'flow' }, h('h2', {}, t('list')), search, found),
      lists && walkIns(),
    ),
  )
}

function rename({ target }) {
  localStorage.setItem(NAMED, target.value.split(/\s+/).filter(Boolean).join(' ').slice(0, 40))
}

function walkIns() {
  const handle = field('handle', { name: 'handle', autocapitalize: 'none', autocomplete: 'off' }, t('handle.help'))
  const count = field('count', { name: 'count', type: 'number', inputmode: 'numeric', min: 1, max: 20, value: 1, class: 'input short' })
  const take = async event => {
    event.preventDefault()
    const [whom, many] = [handle, count].map(one => one.querySelector('input'))
    const given = whom.value.trim().replace(/^@/, '').toLowerCase()
    const places = given ? 1 : Math.min(20, Math.max(1, Number(many.value) || 1))
    const guest = given && [...door.guests.values()].find(one => one.handle === given)
    if (guest) await letIn(guest)
    else await keep({ ...(given ? { handle: given, person: { name: `@${given}` } } : { count: places, person: null }), key: null, places })
    Object.assign(whom, { value: '' })
    Object.assign(many, { value: 1 })
  }
  const form = h('form', { class: 'form', onsubmit: take }, handle, count, h('div', { class: 'buttons' }, h('button', { class: 'button', type: 'submit' }, t('let_in'))))
  return h('section', { class: 'flow' }, h('h2', {}, t('walk_in')), form)
}

// Drawing what is known.

async function draw() {
  list = (await stored(gathering)) ?? list
  mine = await seen(gathering)
  const waits = await waiting(gathering)
  if (list) {
    door = together(list, waits)
    const words = t('inside', { n: door.inside, going: door.going })
    inside.textContent = words
    Object.assign(bar, { max: Math.max(1, door.going, door.inside), value: door.inside, textContent: words })
    // As the server said last: what waits here is in none of them yet.
    among.textContent = list.walk_ins || list.without_account ? t('of.these', { walk: list.walk_ins, guests: list.without_account }) : ''
    doors.replaceChildren(...[...door.doors].map(([one, count]) => h('div', {}, h('dt', {}, called(one)), h('dd', {}, String(count)))))
    parts.hidden = !door.parts.length
    parts.replaceChildren(...door.parts.map(({ name, going, inside: n }) => h('div', {}, h('dt', {}, name), h('dd', {}, t('inside', { n, going })))))
  }
  tell(waits.length)
  // Nobody's list closes while they choose from it.
  if (root.contains(document.activeElement) && document.activeElement.matches('select')) return
  nearby.hidden = !mine.length
  here.replaceChildren(...mine.slice(0, MOST_SEEN).map(drawSeen))
  drawFound()
}

function tell(waits) {
  const values = { n: waits, time: list ? clock(list.now) : '–' }
  const words =
    state === 'signed_out'
      ? t('signed_out')
      : !['fresh', 'offline'].includes(state)
        ? state
        : waits
          ? t('offline.waiting', values)
          : t(state === 'fresh' ? 'online' : 'offline', values)
  line.toggleAttribute('data-waits', waits > 0 || state !== 'fresh')
  if (line.textContent !== words) line.textContent = words
}

function inWords({ verdict, person, count, places, party, exact, door: at, at: time, first }) {
  if (!person) return t('nameless.in', { n: count ?? places, time: clock(time), door: called(at) })
  if (exact && ['in', 'already'].includes(verdict)) return `${person.name}: ${t('of.in', { n: places, party })}`
  const many = places < party ? t('of', { n: places, party }) : places > 1 && t('party', { n: places })
  const who = many && verdict !== 'no' ? `${person.name} (${many})` : person.name
  if (verdict === 'no') return `${person.name}: ${t('not_listed')}`
  if (verdict === 'already') return t('already', { name: who, time: clock(first?.at ?? time), door: called(first?.door ?? at) })
  return t(verdict, { name: who })
}

function drawSeen(one) {
  const words = h('span', { class: 'door-seen', 'data-verdict': one.verdict }, inWords(one))
  const whom = one.person?.name ?? words.textContent
  const undo =
    one.verdict === 'in' &&
    h('button', { type: 'button', class: 'button quiet', 'aria-label': t('undo.whom', { name: whom }), onclick: () => takeBack(one) }, t('undo'))
  const party = Math.max(one.party ?? 1, one.places)
  return h('li', { class: 'head-row' }, words, party > 1 && one.verdict === 'in' && one.key && howMany(one.places, party, whom, places => correct(one, places)), undo)
}

/** Asks how many of a party are here. @param {(places: number) => void} go */
function howMany(is, party, name, go) {
  const options = Array.from({ length: party }, (_, i) => h('option', { value: i + 1, selected: i + 1 === is }, t('of', { n: i + 1, party })))
  const choose = ({ target }) => {
    target.blur()
    go(Number(target.value))
  }
  return h('select', { class: 'input short', 'aria-label': t('of.whom', { name }), onchange: choose }, ...options)
}

const correct = ({ code, handle, guest, key, person, party }, places) =>
  keep({ ...(code ? { code } : whom({ handle, guest })), key, places, party, count: places, exact: true, person: person && { name: person.name } })

function drawFound() {
  if (role === 'steward' || !door) return
  const fold = words => words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const wanted = fold(search.querySelector('input').value.trim())
  const fits = ({ name, handle }) => fold(name ?? '').includes(wanted) || (handle ?? '').includes(wanted)
  const all = [...door.guests.values()].filter(fits)
  const rows = all.slice(0, MOST_FOUND).map(drawGuest)
  if (!all.length) rows.push(h('li', {}, t('none')))
  if (all.length > MOST_FOUND) rows.push(h('li', { class: 'small' }, t('more')))
  found.replaceChildren(...rows)
}

function drawGuest(guest) {
  const party = Math.max(guest.party ?? 1, guest.places)
  const many_in = party > 1 && (guest.at === null ? t('party', { n: party }) : t('of.in', { n: guest.places, party }))
  const about = [guest.part, !guest.handle && t('account'), many_in]
  if (guest.at !== null) about.push(t('in.at', { time: clock(guest.at), door: called(guest.door) }))
  else if (guest.own) about.push(t('own'))
  const act = (key, label, go) =>
    h('button', { type: 'button', class: key === 'undo' ? 'button quiet' : 'button', 'aria-label': t(label, { name: guest.name }), onclick: go }, t(key))
  const button =
    guest.at !== null
      ? act('undo', 'undo.whom', () => takeBack({ ...guest, person: guest, id: id() }))
      : !guest.own && act('let_in', 'let_in.whom', () => letIn(guest))
  const many = party > 1 && guest.at !== null && howMany(guest.places, party, guest.name, places => correct({ ...guest, person: guest }, places))
  return h('li', { class: 'head-row' }, h('span', {}, h('strong', {}, guest.name), ' ', h('span', { class: 'soft' }, about.filter(Boolean).join(' · '))), many, button)
}

// Letting in, and taking that back.

async function keep(one, verdict = 'in') {
  await enqueue({ id: id(), gathering, door: name(), at: moment(), undo: false, ...one, verdict })
}

const letIn = (guest, code) =>
  keep({ ...(code ? { code } : whom(guest)), key: guest.key, places: guest.places, party: guest.party, person: guest.name ? { name: guest.name } : { name: t('guest') } })

/** By which the server knows somebody who was found by name. */
const whom = ({ handle, guest }) => (handle ? { handle } : { guest })

async function takeBack({ id: of, code, handle, guest, key, count, places, person, door: at }) {
  await enqueue({
    id: of,
    gathering,
    ...(code ? { code } : handle || guest ? whom({ handle, guest }) : { count: count ?? places }),
    key: key ?? null,
    places,
    person: person && { name: person.name },
    door: at ?? name(),
    at: moment(),
    undo: true,
  })
}

const hints = { in: [60], already: [60, 60, 60], no: [300] }

async function scan() {
  const { openScanner } = await import('./meet/scanner.js')
  const say = (verdict, words) => {
    document.querySelector('.meet-scanner')?.setAttribute('data-verdict', verdict)
    navigator.vibrate?.(hints[verdict])
    return words
  }
  openScanner({ guidance: t('guidance'), onText: text => take(text, say) })
}

/** A code was read. @returns {Promise<string>} what to say; the scanner goes on */
async function take(text, say) {
  const card = readCard(text)
  if (!card) return say('no', t('unknown'))
  if (card.gathering !== gathering) return say('no', t('other_gathering'))
  if (!list) return say('no', t('unknown.offline'))
  const now = moment()
  if (now < list.opens || now > list.closes) return say('no', t('closed'))
  const key = hex(await sha256(bytes(card.code))).slice(0, 20)
  let { verdict, guest } = judge(door, key)
  if (!guest) {
    // Somebody who answered since.
    const silent = new Promise(resolve => setTimeout(resolve, PATIENCE))
    await Promise.race([send(gathering), silent])
    await draw()
    ;({ verdict, guest } = judge(door, key))
    if (!guest) return say('no', t(state === 'fresh' ? 'not_listed' : 'unknown.offline'))
  }
  const who = { name: guest.name ?? t('guest') }
  const first = verdict === 'already' ? { first: { door: guest.door, at: guest.at } } : {}
  await keep({ code: card.code, key, places: guest.places, party: guest.party, person: who, ...first }, verdict)
  await draw()
  // With how many are in: of two people without a name it says that there were two.
  const words = inWords({ verdict, person: who, places: guest.places, party: guest.party, door: name(), at: now, ...first })
  return say(verdict, [words, guest.part, inside.textContent].filter(Boolean).join(' · '))
}

async function open() {
  if (!globalThis.indexedDB || !globalThis.crypto?.subtle) return
  build()
  queue.addEventListener('change', () => draw().catch(console.error))
  await draw()
  await keepSending(gathering)
  setInterval(() => document.visibilityState === 'visible' && navigator.onLine && send(gathering), LOOK_AGAIN)
  navigator.storage?.persist?.()
  // The first visit is not yet the service worker's: it keeps this page from now on.
  const { active } = (await navigator.serviceWorker?.ready) ?? {}
  active?.postMessage({ keep: location.pathname })
}

open()

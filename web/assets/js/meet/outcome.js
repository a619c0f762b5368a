// Met: the half of the drawing, and quietly what the server knows of the two once it has answered.

import { unhex } from '../card/bytes.js'
import { h } from '../dom.js'
import { drawHalf } from './drawing.js'
import { called, entry } from './face.js'
import { isOn, retitle, say, show } from './stage.js'
import { t, tn, when } from './words.js'

/**
 * @param {import('../meet.js').App} app
 * @param {{encounter: string|null, role: 'offered'|'answered', person: object|null, half: boolean}} met
 */
export function showMet(app, met) {
  const state = h('div', { class: 'meet-known' })
  let before = ''
  async function tell() {
    const answers = (await app.results()).filter(({ id, loop }) => (met.loop ? loop === met.loop : id === met.encounter))
    const result = answers.find(({ state }) => state === 'mutual') ?? answers[0]
    const person = result?.person ?? met.person
    state.replaceChildren(...known({ ...met, person }, result))
    if (met.loop && result?.state === 'mutual' && isOn('met')) retitle(t('met.heading', { name: called(person) }))
    const said = state.querySelector('[data-state]')?.textContent ?? ''
    if (said !== before && isOn('met')) say(said)
    before = said
    if (result?.encounter && result.state === 'mutual') celebrate(result.encounter)
  }
  const picture = h('div', { class: `meet-picture meet-picture-${met.role}` })
  const note = h('p', { class: 'soft small', hidden: true }, t(met.role === 'offered' ? 'met.left' : 'met.right'))
  let drawn = null
  function celebrate(id) {
    if (id === drawn) return
    drawn = id
    picture.replaceChildren(drawHalf(unhex(id), met.role === 'offered' ? 'left' : 'right', t('met.drawing')))
    note.hidden = false
  }
  if (met.half && met.encounter) celebrate(met.encounter)
  app.queue.addEventListener('change', tell)
  show({
    name: 'met',
    heading: called(met.person) ? t('met.heading', { name: called(met.person) }) : t('met.heading_spoken'),
    body: [picture, note, state, h('button', { type: 'button', class: 'button', onclick: () => app.home() }, t('met.next'))],
    leave: () => app.queue.removeEventListener('change', tell),
  })
  tell()
}

/** The sentences below the drawing. */
function known(met, result) {
  const line = (text, more = {}) => h('p', more, text)
  const name = called(met.person)
  if (!result) return [line(t('met.saved'), { 'data-state': 'saved', class: 'meet-state' })]
  if (result.state !== 'mutual')
    return [line(t(wordFor(result)), { 'data-state': result.state ?? 'refused', class: 'meet-state' })]
  const { tie } = result
  return [
    line(name ? t('met.confirmed', { name }) : t('met.confirmed_somebody'), { 'data-state': 'mutual', class: 'meet-state' }),
    tie?.began === 'online_first' && tie.days_known > 0 && line(tn('met.known_online', tie.days_known)),
    tie?.began === 'in_person_first' && line(t('met.in_person_first')),
    tie?.thread && line([t('met.thread'), ' ', h('a', { href: tie.thread.url }, tie.thread.title)]),
    tie?.next &&
      line([
        t('met.next_gathering'),
        ' ',
        h('a', { href: tie.next.url }, tie.next.title),
        ', ',
        h('time', {}, spelled(tie.next.when)),
      ]),
    tie?.url && line(h('a', { href: tie.url }, name ? t('met.tie', { name }) : t('met.tie_somebody'))),
  ].filter(Boolean)
}

/** The server may send an instant, or a day already spelled for its reader. */
const spelled = moment => (typeof moment === 'number' || /^\d{4}-\d\d-\d\dT/.test(moment) ? when(moment) : moment)

/** @param {{state: string|null, verdict: string, badge?: boolean}} result */
export function wordFor({ state, verdict, badge }) {
  if (state === 'mutual') return 'state.mutual'
  if (badge) return state === 'half' ? 'state.badge_half' : 'state.badge_refused'
  if (verdict === 'half_stale') return 'state.half_stale'
  if (verdict === 'bad_code') return 'state.bad_code'
  if (state === 'half') return 'state.half'
  if (state === 'offer') return 'state.offer'
  return 'state.refused'
}

/** All of a table at once. @param {import('../meet.js').App} app */
export function showTableMet(app, people) {
  show({
    name: 'met',
    heading: tn('table.met', people.length),
    body: [
      h('ul', { class: 'people' }, ...people.map(person => entry(person, called(person)))),
      h('p', { class: 'meet-state' }, t('met.saved')),
      h('button', { type: 'button', class: 'button', onclick: () => app.home() }, t('met.next')),
    ],
  })
}

/** What waits for a network, and what the server answered. @param {import('../meet.js').App} app */
export function showWaiting(app) {
  const place = h('div', { class: 'meet-known' })
  async function tell() {
    const records = (await app.waiting()).sort((a, b) => b.made - a.made)
    const loops = new Set()
    const once = records.filter(({ loop }) => !loop || (!loops.has(loop) && loops.add(loop)))
    const told = new Set()
    const past = (await app.results()).filter(({ loop }) => !loop || (!told.has(loop) && told.add(loop)))
    place.replaceChildren(
      h('h2', {}, t('waiting.to_send')),
      once.length ? list(once, () => t('waiting.here')) : h('p', {}, t('waiting.nothing')),
      ...(once.length ? [h('button', { type: 'button', class: 'button', onclick: () => app.send() }, t('waiting.send'))] : []),
      h('h2', {}, t('waiting.answered')),
      past.length ? list(past, result => t(wordFor(result))) : h('p', {}, t('waiting.no_answers')),
    )
  }
  app.queue.addEventListener('change', tell)
  show({
    name: 'waiting',
    heading: t('waiting.heading'),
    body: [place, h('button', { type: 'button', class: 'button quiet', onclick: () => app.home() }, t('waiting.back'))],
    leave: () => app.queue.removeEventListener('change', tell),
  })
  tell()
}

const list = (records, word) =>
  h(
    'ul',
    { class: 'people' },
    ...records.map(record =>
      entry(record.person, called(record.person) || t(record.badge ? 'waiting.badge' : 'waiting.somebody'), h('time', {}, when(record.made)), word(record)),
    ),
  )

// What was seen at a door waits here for a network. It stays until the server has answered for it; sending it twice does no
// harm, since the server knows it by the id that it got here.

import { Denied, Unreachable, call } from '../api.js'
import { currentPersona, store } from '../store.js'
import { ahead } from './judge.js'

const BATCH = 50,
  FIRST_WAIT = 2_000,
  // Not every phone says when its network is back, and whoever stands at a door looks at it.
  LONGEST_WAIT = document.getElementById('door') ? 6_000 : 60_000,
  A_DAY = 86_400_000
const COUNT = 'visavis.door', // lets ordinary pages know that there is something to send
  KEPT = 'visavis.doors' // and that there are lists of guests, which are not to stay
const FINAL = [403, 404, 409, 410] // what is refused so will not be taken another time

/** Tells of `change` after something was added or answered. */
export const queue = new EventTarget()

/** What the server said when it was last asked: 'fresh', 'offline', or a refusal in its own words. */
export let state = 'offline'

const mine = () => {
  const persona = document.documentElement.dataset.persona ?? currentPersona()
  return persona ? store(persona) : null
}

/** What waits for one gathering, the oldest first. */
export async function waiting(gathering) {
  const all = (await mine()?.all('arrival')) ?? []
  return all.filter(one => one.gathering === gathering).sort((a, b) => a.at - b.at)
}

/** What the server said last, and what was seen at this device. */
export const list = gathering => mine()?.get('door', gathering)
export const seen = async gathering => (await mine()?.get('seen', gathering)) ?? []

/** @param {{id: string, gathering: string, code?: string, handle?: string, guest?: string, count?: number, exact?: boolean, key: string|null, places: number, door: string, at: number, undo: boolean, person: {name: string}|null}} one */
export async function enqueue(one) {
  await mine().put('arrival', `${one.id} ${one.undo ? 'undo' : 'in'}`, one)
  await note(one.gathering, one.id, { ...one, verdict: one.undo ? 'undone' : one.verdict })
  await counted()
  send(one.gathering)
}

/** What this device saw, the newest first. */
async function note(gathering, id, one) {
  const known = await seen(gathering)
  const before = known.find(other => other.id === id)
  const rest = known.filter(other => other.id !== id)
  await mine().put('seen', gathering, [{ ...before, ...one }, ...rest].slice(0, 100))
}

async function counted() {
  const count = async kind => ((await mine()?.all(kind)) ?? []).length
  localStorage.setItem(COUNT, await count('arrival'))
  localStorage.setItem(KEPT, (await count('door')) + (await count('seen')))
  queue.dispatchEvent(new Event('change'))
}

let wait = FIRST_WAIT,
  timer,
  sending = null,
  more = false

/** Sends what waits, then asks how things stand at a gathering. Never throws: what could not be sent is sent later. */
export function send(gathering = null) {
  clearTimeout(timer)
  if (sending) more = true
  sending ??= alone(() => sendAll(gathering))
    .then(
      () => {
        wait = FIRST_WAIT
        state = 'fresh'
      },
      error => {
        if (!(error instanceof Unreachable || error instanceof Denied)) console.error(error)
        state = error instanceof Denied && error.status < 500 && error.status !== 429 ? refusal(error) : 'offline'
        if (state === 'offline') timer = setTimeout(send, wait * (0.75 + Math.random() / 2), gathering)
        wait = Math.min(LONGEST_WAIT, wait * 2)
      },
    )
    .finally(async () => {
      sending = null
      await counted()
      if (!more) return
      more = false
      send(gathering)
    })
  return sending
}

const refusal = ({ status, body }) => (status === 401 ? 'signed_out' : (body?.detail ?? body?.title ?? 'offline'))
const alone = work => (navigator.locks ? navigator.locks.request('visavis-door', work) : work())

async function sendAll(gathering) {
  const things = mine()
  if (!things) return
  // Who signs out meanwhile must not find here again what was wiped.
  const before = currentPersona()
  const same = () => [before, things.persona].includes(currentPersona())
  const all = await things.all('arrival')
  let refused = null
  for (const place of new Set([...all.map(one => one.gathering), ...(gathering ? [gathering] : [])])) {
    const sent = []
    let fresh = null
    // What one gathering refuses holds up no other, and is said where that gathering is looked at.
    const no = error => {
      if (!(error instanceof Denied) || [401, 429].includes(error.status) || error.status >= 500) throw error
      if (place === gathering) refused ??= error
      return error.status
    }
    for (let part = await waiting(place); part.length; part = part.slice(BATCH)) {
      const some = part.slice(0, BATCH)
      const results = await post(place, some, no)
      if (!same()) return
      for (const result of results) await note(place, result.id, { ...said(result), sent: true })
      sent.push(...some)
    }
    // Only when the server's own list has them they no longer wait: else they would be missing in between.
    const asked = Date.now()
    try {
      fresh = await call(`/api/v1/gatherings/${place}/door`)
    } catch (error) {
      if ([403, 404].includes(no(error))) await drop(things, place)
    }
    if (!same()) return
    if (fresh) await things.put('door', place, { ...fresh, gathering: place, ahead: ahead(fresh.now, asked, Date.now()) })
    for (const one of sent) await things.remove('arrival', `${one.id} ${one.undo ? 'undo' : 'in'}`)
  }
  await sweep()
  if (refused) throw refused
}

/** Who was there is nothing that a phone should know for long. */
export async function sweep() {
  const things = mine()
  if (!things) return
  const doors = await things.all('door')
  for (const { gathering, closes } of doors) if (closes + A_DAY < Date.now()) await drop(things, gathering)
  // Seen where the list was never had, so that nobody knows when it closes.
  for (const all of await things.all('seen')) {
    const last = all.find(one => one.gathering)
    if (last && !doors.some(one => one.gathering === last.gathering) && last.at + 2 * A_DAY < Date.now()) await drop(things, last.gathering)
  }
  await counted()
}

/** Forgets the guests of a gathering, with the page that names them. */
async function drop(things, gathering) {
  for (const kind of ['door', 'seen']) await things.remove(kind, gathering)
  await globalThis.caches?.open('visavis-pages').then(pages => pages.delete(`/g/${gathering}/door`))
}

const said = ({ verdict, name, places, party, door, at }) => ({
  verdict: ['in', 'already', 'undone'].includes(verdict) ? verdict : 'no',
  ...(name && { person: { name } }),
  ...(places && { places }),
  ...(party && { party }),
  ...(verdict === 'already' && { first: { door, at } }),
})

/** One that the server can't read or refuses holds up no other. @param {(error: Error) => number} no hears of a refusal */
async function post(gathering, some, no) {
  const arrivals = some.map(({ id, code, handle, guest, count, door, at, undo }) => ({
    id,
    ...(code && { code }),
    ...(handle && { handle }),
    ...(guest && { guest }),
    ...(count && { count }),
    door,
    at,
    undo,
  }))
  try {
    return (await call(`/api/v1/gatherings/${gathering}/arrivals`, { arrivals })).results
  } catch (error) {
    const status = no(error)
    // Who may only scan still may: names alone are refused.
    const scanned = some.filter(one => one.code)
    if (status === 403 && scanned.length && scanned.length < some.length) return [...unknown(some.filter(one => !one.code)), ...(await post(gathering, scanned, no))]
    if (FINAL.includes(status) || (some.length === 1 && UNREAD.includes(status))) return unknown(some)
    if (!UNREAD.includes(status)) throw error
    const each = []
    for (const one of some) each.push(...(await post(gathering, [one], no)))
    return each
  }
}

const UNREAD = [400, 413, 422]
const unknown = some => some.map(({ id }) => ({ id, verdict: 'unknown' }))

/** Sends now, and whenever there is reason to hope. @param {string|null} gathering which is looked at meanwhile */
export function keepSending(gathering = null) {
  addEventListener('online', () => {
    wait = FIRST_WAIT
    send(gathering)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') send(gathering)
  })
  return send(gathering)
}

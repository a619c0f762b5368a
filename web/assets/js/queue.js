// Records wait here for a network. One stays until the server has answered for it; sending one twice does no harm, since
// the server knows it by its content.

import { Denied, Unreachable, call } from './api.js'
import { hex, join, sha256 } from './card/bytes.js'
import { currentPersona, store } from './store.js'

const BATCH = 20,
  FIRST_WAIT = 2_000,
  LONGEST_WAIT = 300_000,
  KEPT_RESULTS = 200
const COUNT = 'visavis.waiting' // lets ordinary pages know, without opening the database, that there is something to send
const RANK = [null, 'offer', 'half', 'mutual']

/** Tells of `change` after something was added, sent or answered. */
export const queue = new EventTarget()

/**
 * @typedef {{m1: Uint8Array, m2: Uint8Array|null, m3: Uint8Array|null}} Messages
 * @param {Messages} messages
 * @param {{role: 'offered'|'answered', person: object|null, encounter: string|null, loop?: string, made: number}} about
 */
export async function enqueue(messages, about) {
  const mine = store(currentPersona())
  const id = await recordId(messages)
  await mine.put('record', id, { id, ...messages, ...about })
  await counted(mine)
  wait = FIRST_WAIT
  send()
  return id
}

/** Somebody's badge was read, and nobody could be asked. @param {number} made when, in seconds */
export async function enqueueBadge(code, made) {
  const mine = store(currentPersona())
  const id = badgeId(code, made)
  await mine.put('badge', id, { id, code, made, person: null, badge: true })
  await counted(mine)
  wait = FIRST_WAIT
  send()
}

/** One for each day: somebody who wears a badge on two days was met twice. By this phone's own calendar. */
export function badgeId(code, made) {
  const at = new Date(made * 1000)
  return `${code}-${[at.getFullYear(), at.getMonth() + 1, at.getDate()].join('-')}`
}

const recordId = async ({ m1, m2, m3 }) => hex(await sha256(join(m1, m2 ?? [], m3 ?? []))).slice(0, 32)

export const waiting = async () => (currentPersona() ? allWaiting(store(currentPersona())) : [])
const allWaiting = async mine => [...(await mine.all('record')), ...(await mine.all('badge'))]

/** Newest first. */
export const results = async () =>
  (currentPersona() ? await store(currentPersona()).all('result') : []).sort((a, b) => b.made - a.made)

let wait = FIRST_WAIT,
  timer,
  sending,
  more = false

/** Sends what waits. Never throws: what could not be sent is tried again later. */
export function send() {
  clearTimeout(timer)
  if (sending) more = true // what has come since may have been overlooked
  sending ??= alone(sendAll)
    .then(
      () => {
        wait = FIRST_WAIT
      },
      error => {
        if (error instanceof Denied && [401, 403].includes(error.status)) return // signed out: the next sign-in sends
        timer = setTimeout(send, wait * (0.75 + Math.random() / 2))
        wait = Math.min(LONGEST_WAIT, wait * 2)
        if (!(error instanceof Unreachable || error instanceof Denied)) console.error(error)
      },
    )
    .finally(() => {
      sending = null
      if (more) {
        more = false
        send()
      }
    })
  return sending
}

const alone = work => (navigator.locks ? navigator.locks.request('visavis-queue', work) : work())

async function sendAll() {
  const persona = currentPersona()
  if (!persona || !navigator.onLine) return
  const mine = store(persona)
  // What two phones proved goes first, also where it comes while a badge is sent.
  for (;;) {
    const [records, [badge]] = [await mine.all('record'), await mine.all('badge')]
    if (records.length) await sendBatch(mine, records.sort((a, b) => a.made - b.made).slice(0, BATCH))
    else if (badge) await sendBadge(mine, badge)
    else return
  }
}

/** A badge that the server wants later (so many a day) stays. */
async function sendBadge(mine, { id, code, made }) {
  const about = { id: `badge-${id}`, role: 'answered', made, badge: true }
  try {
    const answer = await call('/api/v1/encounters/claims/badge', { code, at: String(Math.floor(made)) })
    await keepResult(mine, answer, about)
  } catch (error) {
    if (!(error instanceof Denied) || [401, 429].includes(error.status) || error.status >= 500) throw error
    await keepResult(mine, { verdict: 'refused', encounter_id: null, state: null, with: null, tie: null }, about)
  }
  await mine.remove('badge', id)
  await counted(mine)
}

async function sendBatch(mine, records) {
  const { results: answers } = await post(mine, records)
  for (const [index, record] of records.entries()) if (answers[index]) await acknowledge(mine, record, answers[index])
  await counted(mine)
  if (answers.length < records.length) throw new Unreachable('the server answered for some only')
}

/** A server that can't read a batch at all is asked for each record by itself, so one bad record holds up no other. */
async function post(mine, records) {
  const spelled = records.map(({ m1, m2, m3 }) => ({ m1: hex(m1), m2: m2 && hex(m2), m3: m3 && hex(m3) }))
  try {
    return await call('/api/v1/encounters', { records: spelled })
  } catch (error) {
    if (!(error instanceof Denied) || ![400, 413, 422].includes(error.status)) throw error
    if (records.length === 1)
      return { results: [{ verdict: 'unreadable', encounter_id: null, state: null, with: null, tie: null }] }
    const each = []
    for (const record of records) each.push((await post(mine, [record])).results[0])
    return { results: each }
  }
}

async function acknowledge(mine, record, answer) {
  const { m1, m2, m3 } = record
  await keepResult(mine, answer, { ...record, messages: { m1, m2, m3 } })
  await mine.remove('record', record.id)
}

/** Merges what the server says of an encounter; a later, better state replaces an earlier one. */
async function keepResult(
  mine,
  answer,
  { id, role = null, person = null, encounter = null, loop = null, made, messages = null, badge = false },
) {
  const known = await mine.all('result')
  // Of the offers that one spoken code was signed for, only one was answered: the others say nothing.
  const key = answer.encounter_id ?? encounter ?? id
  const beside = loop ? known.filter(other => other.loop === loop && other.id !== key) : []
  if (beside.some(other => rank(other) > rank(answer))) return
  for (const other of beside.filter(one => rank(one) < rank(answer))) await mine.remove('result', other.id)
  const before = known.find(other => other.id === key)
  if (before && rank(before) > rank(answer)) return
  await mine.put('result', key, {
    id: key,
    role: before?.role ?? role,
    badge: before?.badge ?? badge,
    loop: loop ?? before?.loop ?? null,
    made: before?.made ?? made,
    person: answer.with ?? person ?? before?.person ?? null,
    encounter: answer.encounter_id ?? encounter,
    verdict: answer.verdict,
    state: answer.state,
    tie: answer.tie,
    messages: loop && answer.state === 'offer' ? messages : null,
  })
  for (const old of known.sort((a, b) => b.made - a.made).slice(KEPT_RESULTS)) await mine.remove('result', old.id)
}

const rank = ({ state }) => RANK.indexOf(state ?? null)

/** What the server tells by itself: `confirmed` events, or an answer asked for again. */
export async function heard(answer) {
  const mine = store(currentPersona())
  // Of two answers to one offer the one that was confirmed is the meeting.
  const answered = (await mine.all('answered')).find(({ encounters }) => encounters?.includes(answer.encounter_id))
  await keepResult(mine, answer, { id: answer.encounter_id, loop: answered?.id, made: Date.now() / 1000 })
  await counted(store(currentPersona()))
  await askForSpoken()
}

/** A spoken code says nothing until the other phone's part has arrived, so it is asked for until then, for two days. */
async function askForSpoken() {
  const since = Date.now() / 1000 - 2 * 86400
  for (const { messages, made, ...about } of await results()) {
    if (messages && made > since) await askAgain(messages, { ...about, made, messages }).catch(() => {})
  }
}

/** Asks how a record stands by sending it again: the same bytes, so nothing new comes of it. */
export async function askAgain(messages, about) {
  const { results: answers } = await post(null, [messages])
  if (answers[0]) await keepResult(store(currentPersona()), answers[0], { ...about, id: await recordId(messages) })
  queue.dispatchEvent(new Event('change'))
}

async function counted(mine) {
  localStorage.setItem(COUNT, (await allWaiting(mine)).length)
  queue.dispatchEvent(new Event('change'))
}

export const mayWait = () => Number(localStorage.getItem(COUNT) ?? 0) > 0

/** Sends now, and whenever there is reason to hope. */
export function keepSending() {
  addEventListener('online', () => {
    wait = FIRST_WAIT
    send()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') send()
  })
  send()
  askForSpoken()
}

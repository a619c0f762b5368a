import { beforeEach, test } from 'node:test'
import assert from 'node:assert/strict'
import { standIn } from './indexed.mjs'

const held = standIn()
const local = new Map()
globalThis.localStorage = {
  getItem: name => local.get(name) ?? null,
  setItem: (name, value) => local.set(name, String(value)),
  removeItem: name => local.delete(name),
}
let afterwards = null
const locks = {
  async request(_, work) {
    await work()
    const then = afterwards
    afterwards = null
    await then?.()
  },
}
Object.defineProperty(globalThis, 'navigator', { value: { onLine: true, locks }, configurable: true })

/** What the server was asked for, and what it answers: a function of path and body. */
let asked = [],
  answers
globalThis.fetch = async (path, { body }) => {
  asked.push([path, JSON.parse(body)])
  const [status, answer] = await answers(path, JSON.parse(body))
  return { ok: status < 300, status, headers: new Map(), json: async () => answer }
}

const { badgeId, enqueue, enqueueBadge, results, send, waiting } = await import('../../web/assets/js/queue.js')
const { Unreachable, call, isReachable } = await import('../../web/assets/js/api.js')
const { forget, setCurrentPersona, store } = await import('../../web/assets/js/store.js')

const BADGES = '/api/v1/encounters/claims/badge',
  RECORDS = '/api/v1/encounters'
const half = name => ({ verdict: 'half', encounter_id: name, state: 'half', with: { handle: 'ada', name: 'Ada', photo: null }, tie: null })
const paths = () => asked.map(([path]) => path)
const messages = byte => ({ m1: new Uint8Array([byte]), m2: null, m3: null })
const about = { role: 'offered', person: { handle: 'bob' }, encounter: null, made: 7 }
const code = 'abcdefghijklmnop'
const noon = day => new Date(2026, 10, day, 12).getTime() / 1000

beforeEach(() => {
  held.clear()
  local.clear()
  asked = []
  navigator.onLine = true
  setCurrentPersona('mara@visavis.example')
})

test('a badge that was read on two days is sent for both, and for each day once', async () => {
  navigator.onLine = false
  for (const day of [21, 22, 22]) await enqueueBadge(code, noon(day))
  await send()
  assert.equal((await waiting()).length, 2)
  assert.notEqual(badgeId(code, noon(21)), badgeId(code, noon(22)))
  navigator.onLine = true
  answers = (_, { at }) => [201, half(`met-${at}`)]
  await send()
  assert.deepEqual(asked.map(([, body]) => body), [21, 22].map(day => ({ code, at: String(noon(day)) })))
  assert.deepEqual(await waiting(), [])
  const told = await results()
  assert.deepEqual(told.map(({ badge, state }) => [badge, state]), [[true, 'half'], [true, 'half']])
})

test('a badge stays where the server wants it later, and goes where it wants it never', async () => {
  answers = () => [429, { code: 'too-many' }]
  await enqueueBadge(code, noon(22))
  await send()
  assert.equal((await waiting()).length, 1)
  answers = () => [409, { code: 'claim-waits' }]
  await send()
  assert.deepEqual(await waiting(), [])
  assert.deepEqual((await results()).map(({ badge, verdict }) => [badge, verdict]), [[true, 'refused']])
})

test('what comes while a badge is sent is sent as well', async () => {
  let between = () => enqueue(messages(1), about)
  answers = async path => {
    if (path !== BADGES) return [200, { results: [half('met')] }]
    await between?.()
    between = null
    return [201, half('met-badge')]
  }
  for (const day of [21, 22]) await enqueueBadge(code, noon(day))
  await send()
  assert.deepEqual(await waiting(), [])
  // What two phones proved goes before the next badge.
  assert.deepEqual(paths(), [BADGES, RECORDS, BADGES])
})

test('what comes when the queue was found empty, and before that round is over, is sent as well', async () => {
  answers = () => [200, { results: [half('met')] }]
  afterwards = () => enqueue(messages(2), about)
  await enqueue(messages(1), about)
  await send()
  // Nobody asks for it again.
  for (let turn = 0; turn < 1000 && (await waiting()).length; turn++) await new Promise(setImmediate)
  assert.deepEqual(await waiting(), [])
  assert.deepEqual(paths(), [RECORDS, RECORDS])
})

test('a badge is kept where the server is silent', async t => {
  globalThis.document = { createElement: () => ({ setAttribute() {}, append() {} }), getElementById: () => null, documentElement: {} }
  globalThis.requestAnimationFrame = setImmediate
  const { takeBadge } = await import('../../web/assets/js/meet/badge.js')
  const patience = []
  t.mock.method(AbortSignal, 'timeout', ms => (patience.push(ms), AbortSignal.abort()))
  const silent = (_, { signal }) =>
    new Promise((_, reject) => (signal.aborted ? reject(signal.reason) : signal.addEventListener('abort', () => reject(signal.reason))))
  t.mock.method(globalThis, 'fetch', silent)
  navigator.onLine = false
  let home = 0
  await takeBadge({ known: { now: () => noon(22) }, home: () => home++ }, code)
  assert.deepEqual(patience, [8000])
  assert.equal(home, 1)
  assert.deepEqual((await waiting()).map(one => one.code), [code])
})

test('what is told of a badge is told of a badge', async () => {
  const { wordFor } = await import('../../web/assets/js/meet/outcome.js')
  assert.equal(wordFor({ state: 'half', verdict: 'half', badge: true }), 'state.badge_half')
  assert.equal(wordFor({ state: null, verdict: 'refused', badge: true }), 'state.badge_refused')
  assert.equal(wordFor({ state: 'mutual', verdict: 'mutual', badge: true }), 'state.mutual')
  assert.equal(wordFor({ state: 'half', verdict: 'half' }), 'state.half')
})

test('a network that leads nowhere is none', async () => {
  answers = () => [200, { results: [half('met')] }]
  await enqueue(messages(1), about)
  await send()
  assert.ok(isReachable())
  answers = () => {
    throw new TypeError('no way there')
  }
  await assert.rejects(call('/api/v1/encounters/kit', {}), Unreachable)
  assert.ok(!isReachable() && navigator.onLine)
})

test('after sign-out only what no server has is left, and no name', async () => {
  const mine = store('mara@visavis.example')
  navigator.onLine = false
  await mine.put('kit', 'latest', { me: { handle: 'mara' } })
  await mine.put('key', 'device', { kid: 1 })
  await store('other@visavis.example').put('result', 'x', { person: { name: 'Ada' } })
  await enqueue(messages(1), about)
  await enqueueBadge(code, noon(22))
  await forget()
  assert.equal(localStorage.getItem('visavis.persona'), null)
  const left = [...held.entries()].map(([key, value]) => [JSON.parse(key)[1], value.person, value.code ?? value.m1])
  assert.deepEqual(left, [['record', null, new Uint8Array([1])], ['badge', null, code]])
})

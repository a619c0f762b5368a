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
globalThis.document = { documentElement: { dataset: {} }, getElementById: () => null }
Object.defineProperty(globalThis, 'navigator', { value: { onLine: true }, configurable: true })

let answers
globalThis.fetch = async (path, { body }) => {
  const [status, answer] = await answers(path, body && JSON.parse(body))
  return { ok: status < 300, status, headers: new Map(), json: async () => answer }
}

const queue = await import('../../web/assets/js/door/queue.js')
const { forget, setCurrentPersona, store } = await import('../../web/assets/js/store.js')
const me = store('mara@visavis.example')
const put = (gathering, id, more) =>
  me.put('arrival', `${id} in`, { id, gathering, code: 'c', key: 'k', places: 1, door: '', at: 1, undo: false, person: { name: 'Ada' }, ...more })
const taken = ({ arrivals }) => [200, { results: arrivals.map(({ id }) => ({ id, verdict: 'in', name: 'Ada', places: 1, door: '', at: 1 })) }]
const open = () => [200, { now: Date.now() + 90_000, closes: Date.now() + 1000, guests: [] }]

beforeEach(() => {
  held.clear()
  local.clear()
  setCurrentPersona('mara@visavis.example')
})

test('what one gathering refuses holds up no other, and its guests are forgotten', async () => {
  await put('aaa', '00000001')
  await put('bbb', '00000002')
  for (const kind of ['door', 'seen']) await me.put(kind, 'aaa', kind === 'door' ? { gathering: 'aaa', closes: Date.now() } : [])
  answers = (path, body) => (path.includes('/aaa/') ? [403, { title: 'not yours' }] : body ? taken(body) : open())
  await queue.send('bbb')
  assert.equal(queue.state, 'fresh')
  assert.deepEqual(await me.all('arrival'), [])
  assert.equal(await me.get('door', 'aaa'), undefined)
  assert.equal(await me.get('seen', 'aaa'), undefined)
  const { ahead } = await me.get('door', 'bbb')
  assert.ok(Math.abs(ahead - 90_000) < 1000)
  await put('aaa', '00000003')
  await queue.send('aaa')
  assert.equal(queue.state, 'not yours')
})

test('who may only scan loses the names alone', async () => {
  await put('aaa', '00000001', { code: undefined, handle: 'ada' })
  await put('aaa', '00000002')
  const said = []
  answers = (path, body) => {
    if (!body) return open()
    if (body.arrivals.some(one => one.handle)) return [403, {}]
    said.push(...body.arrivals.map(one => one.id))
    return taken(body)
  }
  await queue.send()
  assert.deepEqual(said, ['00000002'])
  assert.deepEqual(await me.all('arrival'), [])
})

test('who signs out meanwhile leaves nobody behind', async () => {
  await put('aaa', '00000001', { code: undefined, handle: 'ada', places: 2 })
  answers = async (path, body) => (body ? taken(body) : (await forget(), open()))
  await queue.send('aaa')
  assert.deepEqual(await me.all('door'), [])
  const [{ handle, person, key, count }] = await me.all('arrival')
  assert.deepEqual([handle, person, key, count], [undefined, null, null, 2])
})

test('a day after it closed nobody is known any more', async () => {
  await me.put('door', 'aaa', { gathering: 'aaa', closes: Date.now() - 90_000_000 })
  await me.put('seen', 'aaa', [{ id: '1', gathering: 'aaa', at: 1 }])
  await me.put('door', 'bbb', { gathering: 'bbb', closes: Date.now() })
  await queue.sweep()
  assert.deepEqual((await me.all('door')).map(one => one.gathering), ['bbb'])
  assert.deepEqual(await me.all('seen'), [])
  assert.equal(local.get('visavis.doors'), '1')
})

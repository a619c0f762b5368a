import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { hex, sha256, unhex } from '../../web/assets/js/card/bytes.js'
import { verify } from '../../web/assets/js/card/keys.js'
import * as enc from '../../web/assets/js/card/message.js'
import { judge } from '../../web/assets/js/card/judge.js'
import { messages, vectors, world } from './vectors.mjs'

const js = new URL('../../web/assets/js/', import.meta.url)
const source = path => readFileSync(new URL(path, js), 'utf8')

// A page just good enough for modules that make elements.
class Element {
  constructor(tag) {
    Object.assign(this, { tag, attributes: {}, children: [] })
  }
  setAttribute(name, value) {
    this.attributes[name] = String(value)
  }
  addEventListener() {}
  append(...children) {
    this.children.push(...children)
  }
  replaceChildren(...children) {
    this.children = children
  }
}
globalThis.document = {
  createElement: tag => new Element(tag),
  createElementNS: (_, tag) => new Element(tag),
  getElementById: () => null,
  documentElement: { lang: 'en' },
}

test('every word on the screens is in strings.json, and every string is used', () => {
  const strings = JSON.parse(source('meet/strings.json'))
  const code = [
    'meet.js',
    ...readdirSync(new URL('meet/', js))
      .filter(name => name.endsWith('.js'))
      .map(name => `meet/${name}`),
  ]
    .map(source)
    .join('\n')
  const verdicts = ['unable', 'scan', 'state', 'problem']
  for (const [, key] of code.matchAll(/\bt\(\s*'([\w.]+)'/g)) assert.ok(key in strings, key)
  for (const [, key] of code.matchAll(/\btn\(\s*'([\w.]+)'/g))
    assert.ok(`${key}.one` in strings && `${key}.other` in strings, key)
  for (const [, problem] of code.matchAll(/problem: '(\w+)'/g)) assert.ok(`problem.${problem}` in strings, problem)
  for (const key of Object.keys(strings)) {
    const stem = key.replace(/\.(one|other)$/, '')
    assert.ok(
      code.includes(`'${stem}'`) ||
        (code.includes(`'${stem.split('.')[1]}'`) && verdicts.includes(stem.split('.')[0])) ||
        stem === 'problem.foreign_instance' ||
        stem === 'problem.not_a_card',
      `${key} is not used`,
    )
  }
})

test('no module reaches for what the security policy forbids', () => {
  const all = readdirSync(js, { recursive: true }).filter(name => name.endsWith('.js'))
  for (const name of all) {
    const code = source(name)
    for (const forbidden of [
      'innerHTML',
      'insertAdjacentHTML',
      'eval(',
      'new Function',
      "setAttribute('style'",
      'document.write',
      'https://cdn',
    ]) {
      assert.ok(!code.includes(forbidden), `${name}: ${forbidden}`)
    }
  }
})

test('both phones draw the same, and another meeting another drawing', async () => {
  const { drawHalf, shapes } = await import('../../web/assets/js/meet/drawing.js')
  const id = unhex(vectors.golden.encounter_id)
  const spelled = elements => JSON.stringify(elements)
  assert.equal(spelled(shapes(id)), spelled(shapes(id)))
  const next = id.map((byte, at) => (at === 15 ? byte ^ 1 : byte))
  assert.notEqual(spelled(shapes(id)), spelled(shapes(next)))
  const [left, right] = ['left', 'right'].map(half => drawHalf(id, half, ''))
  assert.equal(spelled(left.children), spelled(right.children))
  assert.equal(left.attributes.viewBox, '0 0 100 140')
  assert.equal(right.attributes.viewBox, '100 0 100 140')
})

test('faces have the initials that the server draws', async () => {
  const { hue, initials } = await import('../../web/assets/js/meet/face.js')
  const names = {
    'Mara Lindqvist': 'ML',
    ana: 'A',
    'Jean-Luc van der Berg': 'JB',
    '  ': '·',
    '🦊 Reineke': 'R',
    ßeta: 'SS',
    '李 小龍': '李小',
  }
  for (const [name, letters] of Object.entries(names)) assert.equal(initials(name), letters)
  assert.equal(hue('Mara Lindqvist'), hue(' Mara Lindqvist '))
  assert.equal(new Set(Array.from({ length: 200 }, (_, i) => hue(`person ${i}`))).size, 12)
})

test('without Ed25519 in WebCrypto the vendored check takes its place', async () => {
  const native = crypto.subtle.importKey
  Object.defineProperty(crypto.subtle, 'importKey', {
    configurable: true,
    value(format, data, algorithm, ...rest) {
      if (algorithm === 'Ed25519') throw new DOMException('', 'NotSupportedError')
      return native.call(this, format, data, algorithm, ...rest)
    },
  })
  try {
    for (const one of vectors.cases.filter(({ after }) => after === undefined)) {
      assert.equal((await judge(messages(one), world())).verdict, one.expect, one.what)
    }
    assert.equal(await verify(unhex(vectors.server_pk), new Uint8Array(3), new Uint8Array(64)), false)
  } finally {
    delete crypto.subtle.importKey
  }
})

test('a scan is read for what it means to this phone', async () => {
  const { read, readAnswer } = await import('../../web/assets/js/meet/reading.js')
  const { codeText } = await import('../../web/assets/js/card/qr.js')
  const { golden } = vectors
  const m1 = unhex(golden.m1),
    m2 = unhex(golden.m2)
  const phone = (handle, seconds = 5) => ({
    me: { handle },
    world: { ...world(), anchorKey: undefined },
    now: () => golden.t + seconds,
    person: (_, name) => ({ handle: name }),
    mine: { get: async () => null },
  })
  const none = { find: async () => null },
    own = { find: async () => ({ m1, made: 0 }) }
  const problem = async (text, known = phone('bob'), offers = none) => (await read(text, known, offers)).problem
  assert.equal((await read(golden.qr_text, phone('bob'), none)).person.handle, 'alice')
  assert.equal((await read(golden.qr_text.split('#')[1], phone('bob'), none)).person.handle, 'alice')
  assert.equal(await problem(golden.qr_text, phone('alice')), 'own_code')
  assert.equal(await problem(golden.qr_text, phone('bob', 121)), 'expired')
  assert.equal(await problem(golden.qr_text, phone('bob', -121)), 'clocks')
  assert.equal(await problem('https://example.org/'), 'not_a_card')
  assert.equal(await problem(codeText('other.example', m1)), 'foreign_instance')
  assert.equal(await problem(codeText('demo.example', unhex(golden.m3))), 'other_card')
  assert.equal(
    await problem(
      codeText(
        'demo.example',
        m1.map((byte, at) => (at === 30 ? byte ^ 1 : byte)),
      ),
    ),
    'forged',
  )
  assert.equal(await problem(codeText('demo.example', m2), phone('alice')), 'not_for_me')
  assert.equal((await readAnswer(m2, phone('alice'), own)).person.handle, 'bob')
  assert.equal(enc.parse(m2, enc.ANSWER).flags, 3)
})

test('an answer shown once more in full is the one that was confirmed', async () => {
  const { readAnswer } = await import('../../web/assets/js/meet/reading.js')
  const m2 = unhex(vectors.golden.m2)
  const start = hex(m2.subarray(2, 18))
  const known = confirmed => ({ world: world(), mine: { get: async (kind, id) => confirmed[`${kind} ${id}`] } })
  const none = { find: async () => null }
  const problem = async confirmed => (await readAnswer(m2, known(confirmed), none)).problem
  assert.equal(await problem({}), 'not_for_me')
  assert.equal(await problem({ [`confirmed ${start}`]: { handle: 'bob' } }), 'confirmed_before')
  assert.equal(await problem({ [`confirmed ${start}`]: { handle: 'carol' } }), 'not_for_me')
  assert.equal(await problem({ [`confirmed ${hex(await sha256(m2))}`]: 'an encounter' }), 'confirmed_before')
  const cut = await readAnswer(m2.subarray(0, 60), known({ [`confirmed ${start}`]: { handle: 'bob' } }), none)
  assert.equal(cut.problem, 'not_for_me')
})

test('a phone has one key for each gathering that is around', async () => {
  const { keepGatheringKeys } = await import('../../web/assets/js/gathering-keys.js')
  const kept = new Map()
  const mine = {
    all: async () => [...kept.values()],
    put: async (kind, id, value) => kept.set(`${kind} ${id}`, value),
    remove: async (kind, id) => kept.delete(`${kind} ${id}`),
  }
  const [place, other] = ['0000000000000007', '0000000000000008']
  let asked = [],
    answers = []
  globalThis.localStorage = { getItem: () => null }
  globalThis.fetch = async (path, { body }) => {
    asked.push(JSON.parse(body))
    const [status, answer] = answers.shift()
    if (status === 0) throw new TypeError('no network')
    return { ok: status < 300, status, headers: new Map(), json: async () => answer }
  }
  const gathering = (id, own = null) => ({ id, own, keys_until: 2000 })
  const keep = async (now, around, ...told) => {
    ;[asked, answers] = [[], told]
    await keepGatheringKeys(mine, { now, gatherings: around }, around, 'a phone')
    return kept.get(`gathering_key ${place}`)
  }
  const good = [201, { registered: 1000, expires: 2000 }]
  // Made, and kept before it is sent.
  const lost = await keep(1000, [gathering(place)], [0])
  assert.equal(lost.registered, null)
  assert.equal(lost.privateKey.extractable, false)
  const key = await keep(1000, [gathering(place)], good)
  assert.equal(hex(key.kid), hex(lost.kid))
  assert.deepEqual([key.gathering, key.registered, key.expires], [place, 1000, 2000])
  assert.deepEqual(asked, [{ pk: hex(key.pk), algorithm: 'ed25519', label: 'a phone', gathering: place }])
  // Known to the server: nothing is asked, and the gathering's end may move.
  await keep(1100, [{ ...gathering(place, hex(key.kid)), keys_until: 2500 }])
  assert.equal(asked.length, 0)
  assert.equal((await keep(1100, [gathering(place, hex(key.kid))])).expires, 2000)
  // Ended elsewhere: another one.
  const next = await keep(1200, [gathering(place)], [409, {}], good)
  assert.notEqual(hex(next.kid), hex(key.kid))
  // Where the server can't say now, or nobody is signed in, the key waits for the next time.
  const waits = await keep(1200, [gathering(place)], [429, {}])
  assert.equal(hex(waits.kid), hex(next.kid))
  for (const status of [401, 500, 503]) assert.equal(hex((await keep(1200, [gathering(place)], [status, {}])).kid), hex(next.kid))
  // Where the server wants none there is none, and the device's own key does.
  await keep(1300, [gathering(place, hex(next.kid)), gathering(other)], [422, {}])
  assert.deepEqual([...kept.keys()], [`gathering_key ${place}`])
  // Over.
  await keep(1999, [])
  assert.equal(kept.size, 1)
  await keep(2001, [])
  assert.equal(kept.size, 0)
})

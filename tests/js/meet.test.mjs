import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { unhex } from '../../web/assets/js/card/bytes.js'
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

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { keyOf, messages, vectors, world } from './vectors.mjs'
import { base32, base64url, hex, join, text, unbase32, unbase64url, unhex } from '../../web/assets/js/card/bytes.js'
import { certificateBody, keyId, makeDeviceKey, sign, verify } from '../../web/assets/js/card/keys.js'
import * as enc from '../../web/assets/js/card/message.js'
import { judge } from '../../web/assets/js/card/judge.js'
import { codeText, readBadge, readCode } from '../../web/assets/js/card/qr.js'
import { encode } from '../../web/assets/js/card/encode.js'
import { decodeQR } from '../../web/assets/vendor/qr-decode.js'
import { verifyAsync as nobleVerify } from '../../web/assets/vendor/noble-ed25519.js'

const { golden } = vectors
const m1 = unhex(golden.m1),
  m2 = unhex(golden.m2),
  m3 = unhex(golden.m3)

async function signer(account) {
  const key = await keyOf(account)
  const body = await certificateBody(vectors.instance, key.pk, golden.cert_expires, account)
  const certificate = { expires: golden.cert_expires, signature: await sign(await keyOf('server'), body) }
  return { instance: vectors.instance, handle: account, key, certificate }
}
const offered = {
  time: golden.t,
  nonce: unhex(golden.nonce_a),
  anchor: unhex(golden.anchor_a),
  gathering: unhex(golden.gathering),
}
const answered = {
  time: golden.t + 7,
  nonce: unhex(golden.nonce_b),
  anchor: unhex(golden.anchor_b),
  gathering: unhex(golden.gathering),
}

test('golden bytes are made', async t => {
  const alice = await signer('alice'),
    bob = await signer('bob')
  if (hex((await keyOf('server')).pk) !== vectors.server_pk) {
    // The server's seed is named otherwise: take the certificates from the golden messages.
    alice.certificate.signature = enc.parse(m1, enc.OFFER).identity.signature
    bob.certificate.signature = enc.parse(m2, enc.ANSWER).identity.signature
    t.diagnostic('certificates taken from the golden messages')
  }
  assert.equal(hex(await enc.makeOffer(alice, offered)), golden.m1)
  assert.equal(hex(await enc.makeAnswer(bob, answered, m1)), golden.m2)
  assert.equal(hex(await enc.makeConfirm(alice, golden.t + 15, 8200, m1, m2)), golden.m3)
  const spoken = vectors.cases.find(({ expect }) => expect === 'mutual_code').m3
  const { time, digits } = enc.parse(unhex(spoken), enc.SPOKEN)
  assert.equal(hex(await enc.makeSpokenConfirm(alice, time, offered.nonce, String(digits).padStart(6, '0'))), spoken)
  assert.equal(String(digits).padStart(6, '0'), golden.sas)
  const slim = vectors.cases[2]
  assert.equal(hex(await enc.makeOffer({ ...alice, certificate: null }, offered)), slim.m1)
  assert.equal(hex(await enc.makeAnswer({ ...bob, certificate: null }, answered, unhex(slim.m1))), slim.m2)
})

test('golden bytes are read', async () => {
  const offer = enc.parse(m1, enc.OFFER)
  assert.equal(hex(offer.nonce), golden.nonce_a)
  assert.equal(hex(offer.anchor), golden.anchor_a)
  assert.equal(hex(offer.gathering), golden.gathering)
  assert.equal(offer.time, golden.t)
  assert.equal(offer.identity.expires, golden.cert_expires)
  assert.equal(enc.parse(m3, enc.CONFIRM).loop, 8200)
  assert.equal(await enc.spokenDigits(m1, m2), golden.sas)
  assert.equal(hex(await enc.encounterId(m1, m2)), golden.encounter_id)
  for (const { pk, kid } of vectors.directory) assert.equal(hex(await keyId(unhex(pk))), kid)
})

test('every case has its verdict', async t => {
  const worlds = []
  for (const [index, one] of vectors.cases.entries()) {
    await t.test(`${index} ${one.what}`, async () => {
      const known = (worlds[index] = one.after === undefined ? world() : worlds[one.after])
      assert.equal((await judge(messages(one), known)).verdict, one.expect)
    })
  }
})

test('a phone, which has no key for anchors, sees the same except a forged anchor', async () => {
  for (const one of vectors.cases.filter(({ after }) => after === undefined)) {
    const { verdict } = await judge(messages(one), { ...world(), anchorKey: undefined })
    assert.equal(verdict, one.expect === 'bad_anchor' ? 'offer' : one.expect, one.what)
  }
})

const flipped = (bytes, bit) => bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))

test('any flipped bit in any message is refused', async () => {
  const known = world()
  const bad = async changed => assert.ok(!/^(offer|half|mutual)/.test((await judge({ m1, m2, m3, ...changed }, known)).verdict))
  for (let bit = 0; bit < m1.length * 8; bit++) await bad({ m1: flipped(m1, bit), m2: null, m3: null })
  for (let bit = 0; bit < m2.length * 8; bit++) await bad({ m2: flipped(m2, bit), m3: null })
  for (let bit = 0; bit < m3.length * 8; bit++) await bad({ m3: flipped(m3, bit) })
  const spoken = unhex(vectors.cases[5].m3)
  for (let bit = 0; bit < spoken.length * 8; bit++) await bad({ m3: flipped(spoken, bit) })
})

test('anything cut short or drawn out is refused', async () => {
  for (const [name, whole] of Object.entries({ m1, m2, m3 })) {
    for (let length = 0; length <= whole.length + 1; length++) {
      if (length === whole.length) continue
      const cut = new Uint8Array(length)
      cut.set(whole.subarray(0, length))
      const { verdict } = await judge({ m1, m2, m3, [name]: cut }, world())
      assert.equal(verdict, 'bad_length', `${name} at ${length}`)
    }
  }
  assert.equal((await judge({ m1: m2 }, world())).verdict, 'bad_type')
})

test('a group offer is answered by many and confirmed once', async () => {
  const alice = await signer('alice'),
    known = world()
  for (const who of [alice]) who.certificate = null
  const table = await enc.makeOffer(alice, { ...offered, group: true })
  const answers = []
  for (const account of ['bob', 'carol']) {
    answers.push(
      await enc.makeAnswer(
        { ...(await signer(account)), certificate: null },
        { ...answered, nonce: crypto.getRandomValues(new Uint8Array(16)) },
        table,
      ),
    )
  }
  const confirm = await enc.makeGroupConfirm(alice, golden.t + 40, table, answers)
  assert.equal(confirm.length, 103 + 16 * 2)
  for (const answer of answers) assert.equal((await judge({ m1: table, m2: answer, m3: confirm }, known)).verdict, 'mutual')
  const late = { ...answered, time: golden.t + 500, nonce: crypto.getRandomValues(new Uint8Array(16)) }
  const stale = await enc.makeAnswer({ ...(await signer('bob')), certificate: null }, late, table)
  assert.equal((await judge({ m1: table, m2: stale }, known)).verdict, 'half_stale')
  const partial = await enc.makeGroupConfirm(alice, golden.t + 40, table, answers.slice(1))
  assert.equal((await judge({ m1: table, m2: answers[0], m3: partial }, known)).verdict, 'm3_not_for_pair')
  await assert.rejects(enc.makeGroupConfirm(alice, golden.t, table, Array(31).fill(m2)))
})

test('content travels with the offer, unknown flags are refused', async () => {
  const alice = { ...(await signer('alice')), certificate: null }
  const content = crypto.getRandomValues(new Uint8Array(16)),
    parent = crypto.getRandomValues(new Uint8Array(16))
  const offer = await enc.makeOffer(alice, { ...offered, content, parent })
  assert.equal((await judge({ m1: offer }, world())).verdict, 'offer')
  assert.deepEqual(enc.parse(offer, enc.OFFER).content, content)
  assert.deepEqual(enc.parse(offer, enc.OFFER).parent, parent)
  for (const flag of [8, 64, 128]) {
    assert.equal((await judge({ m1: m1.map((byte, at) => (at === 1 ? byte | flag : byte)) }, world())).verdict, 'bad_length')
  }
})

test('a key for a gathering is known there, and while it holds', async () => {
  const key = await makeDeviceKey()
  const dora = { instance: vectors.instance, handle: 'dora', key, certificate: null }
  const bob = { ...(await signer('bob')), certificate: null }
  const place = unhex('0000000000000007')
  const known = world()
  const entry = { pk: key.pk, handle: 'dora', onlyAt: hex(place), until: golden.t + 60 }
  known.directory.set(hex(key.kid), entry)
  const made = async (gathering, later = 0) =>
    enc.makeOffer(dora, { ...offered, time: golden.t + later, gathering, nonce: crypto.getRandomValues(new Uint8Array(16)) })
  const verdict = async m1 => (await judge({ m1 }, known)).verdict
  const there = await made(place)
  assert.equal(there.length, 114)
  assert.equal(await verdict(there), 'offer')
  assert.equal(await verdict(await made(unhex('0000000000000008'))), 'unknown_key')
  assert.equal(await verdict(await made(undefined)), 'unknown_key')
  assert.equal(await verdict(await made(place, 60)), 'offer')
  assert.equal(await verdict(await made(place, 61)), 'expired_certificate')
  // Either side may use the key of its device instead.
  const answer = await enc.makeAnswer(bob, { ...answered, gathering: place }, there)
  assert.equal(answer.length, 130)
  assert.equal((await judge({ m1: there, m2: answer }, known)).verdict, 'half')
  const bobs = await enc.makeOffer(await signer('bob'), { ...offered, gathering: place })
  const doras = await enc.makeAnswer(dora, { ...answered, gathering: place }, bobs)
  assert.equal((await judge({ m1: bobs, m2: doras }, known)).verdict, 'half')
  const confirm = await enc.makeConfirm(await signer('bob'), golden.t + 12, 5000, bobs, doras)
  assert.equal((await judge({ m1: bobs, m2: doras, m3: confirm }, known)).verdict, 'mutual')
})

test('P-256 keys work and are marked', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const pk = join([2 + (raw[64] & 1)], raw.subarray(1, 33))
  const key = { algorithm: 'p256', privateKey: pair.privateKey, pk, kid: await keyId(pk) }
  const known = world()
  known.directory.set(hex(key.kid), { pk, handle: 'dora' })
  const offer = await enc.makeOffer({ instance: vectors.instance, handle: 'dora', key, certificate: null }, offered)
  assert.ok(enc.parse(offer, enc.OFFER).flags & enc.FLAG.p256)
  assert.equal((await judge({ m1: offer }, known)).verdict, 'offer')
  for (let bit = 0; bit < offer.length * 8; bit += 5) {
    assert.notEqual((await judge({ m1: flipped(offer, bit) }, known)).verdict, 'offer')
  }
  const dora = { instance: vectors.instance, handle: 'dora', key, certificate: null }
  const answer = await enc.makeAnswer({ ...(await signer('bob')), certificate: null }, answered, offer)
  const confirm = await enc.makeConfirm(dora, golden.t + 12, 5000, offer, answer)
  assert.equal(confirm[1], enc.FLAG.p256)
  assert.equal((await judge({ m1: offer, m2: answer, m3: confirm }, known)).verdict, 'mutual')
  const spoken = await enc.makeSpokenConfirm(dora, golden.t + 12, offered.nonce, await enc.spokenDigits(offer, answer))
  assert.equal(spoken[1], enc.FLAG.p256 | enc.FLAG.spoken)
  assert.equal((await judge({ m1: offer, m2: answer, m3: spoken }, known)).verdict, 'mutual_code')
  assert.equal(
    (await judge({ m1: offer, m2: answer, m3: spoken }, { ...known, revoked: new Set([hex(key.kid)]) })).verdict,
    'revoked_key',
  )
  assert.equal((await judge({ m1: offer, m3: spoken }, known)).verdict, 'm3_not_for_pair')
})

test('a device key cannot be taken out', async () => {
  const key = await makeDeviceKey()
  assert.equal(key.privateKey.extractable, false)
  const signed = await sign(key, text('x'))
  assert.ok(await verify(key.pk, text('x'), signed))
  assert.ok(!(await verify(key.pk, text('y'), signed)))
  assert.ok(await nobleVerify(signed, text('x'), key.pk, { zip215: false }))
})

test('keys of small order, wrong spellings and a malleable S are refused', async () => {
  const smalls = [
    '00',
    '01',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  ]
  for (const small of smalls) {
    for (const sign of [0, 0x80]) {
      const pk = unhex(small.padEnd(64, '0'))
      pk[31] |= sign
      const signature = new Uint8Array(64)
      signature[0] = 1
      assert.equal(await verify(pk, text('anything'), signature), false, small)
    }
  }
  const key = await keyOf('alice')
  const signature = await sign(key, text('x'))
  const order = unhex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')
  let carry = 0
  const larger = signature.map((byte, at) => {
    if (at < 32) return byte
    carry += byte + order[at - 32]
    const low = carry & 255
    carry >>= 8
    return low
  })
  assert.ok(await verify(key.pk, text('x'), signature))
  assert.equal(await verify(key.pk, text('x'), larger), false)
})

test('the code is written, drawn in 57 modules, and read back', () => {
  const line = codeText(vectors.instance, m1)
  assert.equal(line, golden.qr_text)
  assert.deepEqual(readCode(line, 'demo.example').bytes, m1)
  assert.deepEqual(readCode(line.toLowerCase(), 'demo.example').bytes, m1)
  assert.deepEqual(readCode(line, 'other.example'), { problem: 'foreign_instance', host: 'demo.example' })

test('a printed badge is known by its address, and only on its own instance', () => {
  const line = 'HTTPS://DEMO.EXAMPLE/B/ABCDEFGHIJKLMN23'
  assert.equal(readBadge(line, 'demo.example'), 'abcdefghijklmn23')
  assert.equal(readBadge(` ${line.toLowerCase()} `, 'demo.example'), 'abcdefghijklmn23')
  assert.equal(readBadge(line, 'other.example'), null)
  for (const other of ['HTTPS://DEMO.EXAMPLE/B/ABC', 'HTTPS://DEMO.EXAMPLE/E#ABCDEFGHIJKLMN23', `${line}/X`]) {
    assert.equal(readBadge(other, 'demo.example'), null)
  }
})
  for (const other of ['', 'WIFI:S:x;;', 'https://demo.example/', `${line}1`]) {
    assert.equal(readCode(other, 'demo.example').problem, 'not_a_card', other)
  }
  const code = encode(line)
  assert.equal(code.size + 8, 65 + 8 * (code.size > 57), `${code.size} modules`)
  const scale = 6,
    quiet = 4,
    side = (code.size + 2 * quiet) * scale
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (!code.get(Math.floor(x / scale) - quiet, Math.floor(y / scale) - quiet)) continue
      data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)
    }
  }
  assert.equal(decodeQR({ width: side, height: side, data }), line)
})

test('base32 and base64url know one spelling', () => {
  for (let length = 0; length < 40; length++) {
    const bytes = crypto.getRandomValues(new Uint8Array(length))
    assert.deepEqual(unbase32(base32(bytes)), bytes)
    assert.deepEqual(unbase64url(base64url(bytes)), bytes)
  }
  assert.equal(unbase32('AB'), null) // stray bits
  assert.equal(unbase32('A'), null)
  assert.equal(unbase32('A1'), null)
})

// ENC/1: the five messages by which two people confirm that they met. Layouts are in docs (encounter/SPEC.md).

import { EPOCH, instanceTag, sign } from './keys.js'
import { join, readU16, readU32, sha256, text, u16, u32 } from './bytes.js'

export const OFFER = 0x11,
  ANSWER = 0x12,
  CONFIRM = 0x13,
  SPOKEN = 0x15,
  GROUP = 0x16
export const FLAG = { identity: 1, gathering: 2, group: 4, spoken: 8, content: 16, p256: 32 }
export const GROUP_LIMIT = 30

const KNOWN_FLAGS = {
  [OFFER]: FLAG.identity | FLAG.gathering | FLAG.group | FLAG.content | FLAG.p256,
  [ANSWER]: FLAG.identity | FLAG.gathering | FLAG.group | FLAG.content | FLAG.p256,
  [CONFIRM]: FLAG.p256,
  [SPOKEN]: FLAG.spoken | FLAG.p256,
  [GROUP]: FLAG.group | FLAG.p256,
}
const NEEDED_FLAGS = { [SPOKEN]: FLAG.spoken, [GROUP]: FLAG.group }

/** A refusal carries its verdict, one of the words of the specification. */
export class Refused extends Error {
  constructor(verdict) {
    super(verdict)
    this.verdict = verdict
  }
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes
    this.at = 0
  }
  take(count) {
    if (this.at + count > this.bytes.length) throw new Refused('bad_length')
    return this.bytes.subarray(this.at, (this.at += count))
  }
  number = () => readU32(this.take(4))
  instant = () => EPOCH + this.number()
}

/**
 * Reads one message; its first byte must be one of `types`. Throws `Refused`. Nothing is verified here.
 * @param {Uint8Array} bytes @param {...number} types
 */
export function parse(bytes, ...types) {
  if (!bytes.length) throw new Refused('bad_length')
  const type = bytes[0]
  if (!types.includes(type)) throw new Refused('bad_type')
  const read = new Reader(bytes)
  read.take(1)
  const flags = read.take(1)[0]
  const needed = NEEDED_FLAGS[type] ?? 0
  if (flags & ~KNOWN_FLAGS[type] || (flags & needed) !== needed) throw new Refused('bad_length')
  const message = { type, flags, bytes, ...BODIES[type](read, flags) }
  message.body = bytes.subarray(0, read.at)
  message.signature = read.take(64)
  if (read.at !== bytes.length) throw new Refused('bad_length')
  return message
}

const BODIES = {
  [OFFER]: (read, flags) => readSide(read, flags),
  [ANSWER]: (read, flags) => ({ offerHash: read.take(16), ...readSide(read, flags) }),
  [CONFIRM]: read => ({ pairHash: read.take(32), time: read.instant(), loop: readU16(read.take(2)) * 10 }),
  [SPOKEN]: read => ({ kid: read.take(8), nonce: read.take(16), digits: read.number(), time: read.instant() }),
  [GROUP]: read => {
    const offerHash = read.take(32)
    const count = read.take(1)[0]
    if (count > GROUP_LIMIT) throw new Refused('bad_length')
    const answers = Array.from({ length: count }, () => read.take(16))
    return { offerHash, answers, time: read.instant() }
  },
}

function readSide(read, flags) {
  const side = { kid: read.take(8), nonce: read.take(16), time: read.instant(), anchor: read.take(12) }
  if (flags & FLAG.gathering) side.gathering = read.take(8)
  if (flags & FLAG.content) Object.assign(side, { content: read.take(16), parent: read.take(16) })
  if (flags & FLAG.identity) {
    const pk = read.take(flags & FLAG.p256 ? 33 : 32)
    const expires = EPOCH + 60 * read.number()
    const signature = read.take(64)
    side.identity = { pk, expires, signature, handleBytes: read.take(read.take(1)[0]) }
  }
  return side
}

const prefix = async instance => join(text('encounter/v1\0'), await instanceTag(instance))

/** The bytes that a message's signature covers; an answer signs the offer's whole hash besides its body. */
export async function signedBytes(instance, message, offer) {
  const start = await prefix(instance)
  return message.type === ANSWER ? join(start, await sha256(offer), message.body) : join(start, message.body)
}

const seal = async (who, body, bound = []) => join(body, await sign(who.key, join(await prefix(who.instance), bound, body)))

/**
 * @typedef {{instance: string, key: {algorithm: string, privateKey: CryptoKey, pk: Uint8Array, kid: Uint8Array},
 *   handle: string, certificate: {expires: number, signature: Uint8Array}|null}} Signer
 * @typedef {{time: number, nonce: Uint8Array, anchor: Uint8Array, gathering?: Uint8Array, group?: boolean,
 *   content?: Uint8Array, parent?: Uint8Array}} Occasion
 */

const keyFlag = who => (who.key.algorithm === 'p256' ? FLAG.p256 : 0)

function side(who, occasion) {
  const { certificate, key } = who
  const flags =
    (certificate ? FLAG.identity : 0) |
    (occasion.gathering ? FLAG.gathering : 0) |
    (occasion.group ? FLAG.group : 0) |
    (occasion.content ? FLAG.content : 0) |
    keyFlag(who)
  const name = text(who.handle)
  const body = join(
    key.kid,
    occasion.nonce,
    u32(occasion.time - EPOCH),
    occasion.anchor,
    occasion.gathering ?? [],
    occasion.content ? join(occasion.content, occasion.parent ?? new Uint8Array(16)) : [],
    certificate ? join(key.pk, u32((certificate.expires - EPOCH) / 60), certificate.signature, [name.length], name) : [],
  )
  return { flags, body }
}

/** M1. @param {Signer} who @param {Occasion} occasion */
export function makeOffer(who, occasion) {
  const { flags, body } = side(who, occasion)
  return seal(who, join([OFFER, flags], body))
}

/** M2, which answers one offer and names its gathering. @param {Signer} who @param {Occasion} occasion */
export async function makeAnswer(who, occasion, m1) {
  const { flags, body } = side(who, { ...occasion, group: false })
  const hash = await sha256(m1)
  return seal(who, join([ANSWER, flags], hash.subarray(0, 16), body), hash)
}

/** M3. `loop` in milliseconds, from showing the offer to reading the answer. */
export async function makeConfirm(who, time, loop, m1, m2) {
  const tens = Math.min(0xffff, Math.max(0, Math.round(loop / 10)))
  return seal(who, join([CONFIRM, keyFlag(who)], await sha256(m1, m2), u32(time - EPOCH), u16(tens)))
}

/** M3c: the digits that the other one read out, for the offer with this nonce. */
export const makeSpokenConfirm = (who, time, nonce, digits) =>
  seal(who, join([SPOKEN, FLAG.spoken | keyFlag(who)], who.key.kid, nonce, u32(Number(digits)), u32(time - EPOCH)))

/** M3g: all answers to one group offer. */
export async function makeGroupConfirm(who, time, m1, answers) {
  if (!answers.length || answers.length > GROUP_LIMIT) throw new RangeError('a group is 1 to 30 answers')
  const hashes = await Promise.all(answers.map(async m2 => (await sha256(m2)).subarray(0, 16)))
  return seal(who, join([GROUP, FLAG.group | keyFlag(who)], await sha256(m1), [answers.length], ...hashes, u32(time - EPOCH)))
}

/** The six digits that can be read out instead of a second scan. */
export async function spokenDigits(m1, m2) {
  const hash = await sha256(text('sas\0'), m1, m2)
  return String(readU32(hash) % 1000000).padStart(6, '0')
}

export const encounterId = async (m1, m2) => (await sha256(text('enc\0'), m1, m2)).subarray(0, 16)

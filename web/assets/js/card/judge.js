// What a set of messages is worth: the first check that fails, or how far the meeting got. The same words in the same
// order as the server's, so a phone with no network knows nearly as much.

import { ANSWER, CONFIRM, FLAG, GROUP, OFFER, Refused, SPOKEN, parse, signedBytes, spokenDigits } from './message.js'
import { anchorHolds, anchorTime, certificateHolds, keyId, verify } from './keys.js'
import { hex, same, sha256 } from './bytes.js'

export const GOOD = ['offer', 'half', 'half_stale', 'mutual', 'mutual_slow', 'mutual_code']
export const isGood = verdict => GOOD.includes(verdict)

const STALE_AFTER = 120,
  SLOW_AFTER = 60_000,
  BACKDATING = 300

/**
 * @typedef {Object} World What the one who judges knows.
 * @property {string} instance
 * @property {Uint8Array} serverPk
 * @property {Map<string, {pk: Uint8Array, handle: string, onlyAt?: string, until?: number}>} directory by key id in
 *   hexadecimal; a key for a gathering is known in messages of that one (hexadecimal) alone, and until then
 * @property {Map<string, string>} [answered] nonces of single offers that have their answer; a good verdict adds to it
 * @property {Set<string>} [revoked] key ids in hexadecimal; the phone isn't told since when, so it refuses all
 * @property {Uint8Array} [anchorKey] the server's and the tests' only: without it anchors go unchecked
 */

/**
 * @param {{m1: Uint8Array, m2?: Uint8Array|null, m3?: Uint8Array|null}} messages
 * @param {World} world
 * @returns {Promise<{verdict: string, offer?: object, answer?: object, confirm?: object}>}
 */
export async function judge(messages, world) {
  const found = {}
  try {
    return { verdict: await weigh(messages, world, found), ...found }
  } catch (error) {
    if (error instanceof Refused) return { verdict: error.verdict, ...found }
    throw error
  }
}

async function weigh({ m1, m2, m3 }, world, found) {
  const offer = (found.offer = await side(m1 ?? new Uint8Array(), OFFER, world))
  const answer = m2 ? (found.answer = await side(m2, ANSWER, world, offer)) : null
  const taken = `${hex(offer.kid)}${hex(offer.nonce)}`
  if (answer) {
    if (offer.handle === answer.handle) throw new Refused('same_account')
    if (hex(offer.gathering ?? []) !== hex(answer.gathering ?? [])) throw new Refused('gathering_mismatch')
    const first = world.answered?.get(taken)
    if (first && first !== hex(await sha256(m2)) && !(offer.flags & FLAG.group)) throw new Refused('nonce_used')
  }
  const confirm = m3 ? (found.confirm = await confirmation(m3, world, offer, answer)) : null
  for (const side of [offer, answer]) if (side && world.revoked?.has(hex(side.kid))) throw new Refused('revoked_key')
  if (answer) world.answered?.set(taken, hex(await sha256(m2)))
  if (confirm) return confirm.type === SPOKEN ? 'mutual_code' : confirm.loop > SLOW_AFTER ? 'mutual_slow' : 'mutual'
  if (!answer) return 'offer'
  return Math.abs(offer.time - answer.time) > STALE_AFTER ? 'half_stale' : 'half'
}

async function side(bytes, type, world, offer) {
  const message = parse(bytes, type)
  await identify(message, world)
  if (offer && !same(message.offerHash, (await sha256(offer.bytes)).subarray(0, 16))) throw new Refused('m2_not_for_m1')
  const signed = await signedBytes(world.instance, message, offer?.bytes)
  if (!saysItsKind(message) || !(await verify(message.pk, signed, message.signature))) {
    throw new Refused(type === OFFER ? 'bad_signature_m1' : 'bad_signature_m2')
  }
  if (message.time > (message.identity?.expires ?? message.until ?? Infinity)) throw new Refused('expired_certificate')
  if (world.anchorKey && !(await anchorHolds(message.anchor, world.instance, world.anchorKey))) throw new Refused('bad_anchor')
  if (message.time < anchorTime(message.anchor) - BACKDATING) throw new Refused('time_before_anchor')
  return message
}

const saysItsKind = ({ pk, flags }) => (pk.length === 33) === Boolean(flags & FLAG.p256)

/** Whose message it is: by the certificate that it carries, else by the gathering's directory. */
async function identify(message, world) {
  if (message.identity) {
    const { pk, expires, signature, handleBytes } = message.identity
    message.pk = pk
    try {
      message.handle = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(handleBytes)
    } catch {
      throw new Refused('bad_certificate')
    }
    const certified = { pk, expires, signature, handle: message.handle }
    const holds = same(message.kid, await keyId(pk)) && (await certificateHolds(world.instance, world.serverPk, certified))
    if (!holds) throw new Refused('bad_certificate')
    return
  }
  const known = world.directory.get(hex(message.kid))
  if (!known || (known.onlyAt && known.onlyAt !== hex(message.gathering ?? []))) throw new Refused('unknown_key')
  message.pk = known.pk
  message.handle = known.handle
  message.until = known.until
}

async function confirmation(bytes, world, offer, answer) {
  const message = parse(bytes, CONFIRM, SPOKEN, GROUP)
  if (!(await isForPair(message, offer, answer))) throw new Refused('m3_not_for_pair')
  const signed = await signedBytes(world.instance, message)
  const falseKind = message.flags & FLAG.p256 && offer.pk.length !== 33 // a missing flag passes: the key is known by now
  if (falseKind || !(await verify(offer.pk, signed, message.signature))) throw new Refused('bad_signature_m3')
  if (message.type === SPOKEN && message.digits !== Number(await spokenDigits(offer.bytes, answer.bytes))) {
    throw new Refused('bad_code')
  }
  return message
}

async function isForPair(message, offer, answer) {
  if (!answer) return false
  if (message.type === SPOKEN) return same(message.kid, offer.kid) && same(message.nonce, offer.nonce)
  if (message.type === CONFIRM) return same(message.pairHash, await sha256(offer.bytes, answer.bytes))
  const hash = (await sha256(answer.bytes)).subarray(0, 16)
  return (
    Boolean(offer.flags & FLAG.group) &&
    same(message.offerHash, await sha256(offer.bytes)) &&
    message.answers.some(listed => same(listed, hash))
  )
}

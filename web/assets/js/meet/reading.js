// What a scanned code means to this phone: an offer to answer, an answer to confirm, or a problem to be told kindly.

import { ANSWER, OFFER, Refused, parse } from '../card/message.js'
import { hex, sha256, unbase32 } from '../card/bytes.js'
import { judge } from '../card/judge.js'
import { readBadge, readCode } from '../card/qr.js'

const AT_MOST_APART = 120 // seconds: beyond, no server takes the two for one meeting

/** @typedef {{problem: string, values?: object}} Problem `problem` is the end of a key `problem.…` in strings.json */

/**
 * @param {string} scanned the text of a code, or what stood behind the # of one that was opened as a link
 * @param {import('../kit.js').Known} known
 * @param {Awaited<ReturnType<import('./offers.js').openOffers>>} offers
 * @returns {Promise<Problem|{badge: string}|{offer: object, person: object}|{answer: object, live: object, person: object}>}
 */
export async function read(scanned, known, offers) {
  const badge = readBadge(scanned, known.world.instance)
  if (badge) return { badge }
  const { bytes, problem, host } = /^[a-z2-7]+$/i.test(scanned)
    ? { bytes: unbase32(scanned), problem: 'not_a_card' }
    : readCode(scanned, known.world.instance)
  if (!bytes?.length) return { problem, values: { host } }
  return readMessage(bytes, known, offers)
}

async function readMessage(bytes, known, offers) {
  if (bytes[0] === OFFER) return readOffer(bytes, known)
  if (bytes[0] === ANSWER) return readAnswer(bytes, known, offers)
  return { problem: 'other_card' }
}

async function readOffer(m1, known) {
  const { verdict, offer } = await judge({ m1 }, known.world)
  if (verdict !== 'offer') return refusal(verdict)
  if (offer.handle === known.me.handle) return { problem: 'own_code' }
  if (known.now() - offer.time > AT_MOST_APART) return { problem: 'expired' }
  if (offer.time - known.now() > AT_MOST_APART) return { problem: 'clocks' }
  return { offer, person: known.person(offer.kid, offer.handle) }
}

/** @param {Uint8Array} m2 */
export async function readAnswer(m2, known, offers) {
  const live = m2.length > 18 ? await offers.find(m2.subarray(2, 18)) : null
  if (!live) return { problem: (await wasConfirmed(m2, known)) ? 'confirmed_before' : 'not_for_me' }
  const { verdict, answer } = await judge({ m1: live.m1, m2 }, known.world)
  if (verdict === 'half_stale') return { problem: 'expired' }
  if (verdict !== 'half') return refusal(verdict)
  return { answer, live, person: known.person(answer.kid, answer.handle) }
}

/** This answer, or another one by the same person to the same offer: they had shown it in full as well. */
async function wasConfirmed(m2, known) {
  if (await known.mine.get('confirmed', hex(await sha256(m2)))) return true
  const before = await known.mine.get('confirmed', hex(m2.subarray(2, 18)))
  try {
    const { identity, kid } = parse(m2, ANSWER)
    const handle = identity ? new TextDecoder().decode(identity.handleBytes) : known.world.directory.get(hex(kid))?.handle
    return Boolean(before && before.handle === handle)
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}

const KINDLY = {
  unknown_key: 'unknown_key',
  expired_certificate: 'expired_certificate',
  same_account: 'own_code',
  gathering_mismatch: 'not_for_me',
  m2_not_for_m1: 'not_for_me',
  nonce_used: 'not_for_me',
  revoked_key: 'revoked_key',
  time_before_anchor: 'clocks',
}

const refusal = verdict => ({ problem: KINDLY[verdict] ?? 'forged' })

// Keys that sign cards. A device's key is made here and cannot be taken out of the browser.

import { join, readU32, same, sha256, text, u32 } from './bytes.js'

export const EPOCH = 1735689600 // 2025-01-01T00:00:00Z

/** kid = SHA-256("kid\0" ‖ pk)[0..8] */
export const keyId = async pk => (await sha256(text('kid\0'), pk)).subarray(0, 8)

/** What tells one instance's signatures from another's. */
export const instanceTag = async instance => (await sha256(text(instance))).subarray(0, 8)

/**
 * A new device key. Ed25519 where the browser has it, else P-256, which the message's flag 32 says.
 * @returns {Promise<{algorithm: 'ed25519'|'p256', privateKey: CryptoKey, pk: Uint8Array, kid: Uint8Array}>}
 */
export async function makeDeviceKey() {
  let algorithm = 'ed25519',
    pair
  try {
    pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
  } catch {
    algorithm = 'p256'
    pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  }
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const pk = algorithm === 'p256' ? join([2 + (raw[64] & 1)], raw.subarray(1, 33)) : raw
  return { algorithm, privateKey: pair.privateKey, pk, kid: await keyId(pk) }
}

const ECDSA = { name: 'ECDSA', hash: 'SHA-256' }

/** @returns {Promise<Uint8Array>} 64 bytes: R ‖ S of Ed25519, or r ‖ s of P-256. */
export async function sign(key, bytes) {
  return new Uint8Array(await crypto.subtle.sign(key.algorithm === 'p256' ? ECDSA : 'Ed25519', key.privateKey, bytes))
}

/** The algorithm is told by the length of the public key: 32 bytes Ed25519, 33 bytes P-256. */
export async function verify(pk, bytes, signature) {
  if (signature.length !== 64) return false
  if (pk.length === 33) return verifyP256(pk, bytes, signature)
  return pk.length === 32 && verifyEd25519(pk, bytes, signature)
}

// WebCrypto says nothing of strictness: Node and Chromium take keys and R of small order, for which one signature fits
// many messages. So those, spellings of y beyond the prime, and S beyond the group's order are refused before it is
// asked. What stays with the browser: whether the equation is checked with or without the cofactor. The two differ
// only for keys with a part of small order, which honest software never makes, and an attacker only for himself.
async function verifyEd25519(pk, bytes, signature) {
  if (!soundPoint(pk) || !soundPoint(signature.subarray(0, 32)) || !below(signature.subarray(32), ORDER)) return false
  let key
  try {
    key = await crypto.subtle.importKey('raw', pk, 'Ed25519', false, ['verify'])
  } catch (error) {
    if (error.name !== 'NotSupportedError') return false
    const { verifyAsync } = await import('../../vendor/noble-ed25519.js')
    return verifyAsync(signature, bytes, pk, { zip215: false }).catch(() => false)
  }
  return crypto.subtle.verify('Ed25519', key, signature, bytes)
}

const little = bytes => bytes.reduceRight((n, byte) => n * 256n + BigInt(byte), 0n)
const PRIME = 2n ** 255n - 19n
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n
const EIGHTH = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n // y of a point of order eight
const SMALL_ORDER = [0n, 1n, PRIME - 1n, EIGHTH, PRIME - EIGHTH]

const below = (bytes, limit) => little(bytes) < limit

/** Canonical, and not one of the eight points of small order. */
function soundPoint(bytes) {
  const y = little(bytes) & (2n ** 255n - 1n)
  return y < PRIME && !SMALL_ORDER.includes(y)
}

async function verifyP256(pk, bytes, signature) {
  const point = decompress(pk)
  if (!point) return false
  const key = await crypto.subtle.importKey('raw', point, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  return crypto.subtle.verify(ECDSA, key, signature, bytes)
}

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn
const big = bytes => bytes.reduce((n, byte) => n * 256n + BigInt(byte), 0n)

/** Not every WebCrypto imports compressed points, so y is found here: the square root modulo a prime of 3 mod 4. */
function decompress(pk) {
  const x = big(pk.subarray(1))
  if ((pk[0] !== 2 && pk[0] !== 3) || x >= P) return null
  const square = ((((x * x - 3n) * x + B) % P) + P) % P
  let y = power(square, (P + 1n) / 4n)
  if ((y * y) % P !== square) return null
  if (Number(y & 1n) !== (pk[0] & 1)) y = P - y
  return join(
    [4],
    pk.subarray(1),
    Uint8Array.from({ length: 32 }, (_, i) => Number((y >> BigInt(8 * (31 - i))) & 255n)),
  )
}

function power(base, exponent) {
  let result = 1n
  for (; exponent; exponent >>= 1n, base = (base * base) % P) if (exponent & 1n) result = (result * base) % P
  return result
}

/** What a server's certificate signs. `expires` in seconds since 1970. */
export async function certificateBody(instance, pk, expires, handle) {
  const name = text(handle)
  return join(text('cert/v1\0'), await instanceTag(instance), pk, u32((expires - EPOCH) / 60), [name.length], name)
}

/** @returns {Promise<boolean>} */
export async function certificateHolds(instance, serverPk, { pk, expires, handle, signature }) {
  return verify(serverPk, await certificateBody(instance, pk, expires, handle), signature)
}

/** The moment an anchor stands for, in seconds since 1970. */
export const anchorTime = anchor => EPOCH + 60 * readU32(anchor)

/** Only who holds the anchors' key can check one: the server, and the tests. A phone takes them as they are. */
export async function anchorHolds(anchor, instance, anchorKey) {
  const key = await crypto.subtle.importKey('raw', anchorKey, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const body = join(text('anchor\0'), await instanceTag(instance), anchor.subarray(0, 4))
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, body))
  return same(mac.subarray(0, 8), anchor.subarray(4))
}

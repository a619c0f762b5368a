// Bytes and their spellings: hexadecimal, base32, base64url, big-endian numbers.

/** @param {Uint8Array} bytes */
export const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('')

/** @param {string} text @returns {Uint8Array} */
export function unhex(text) {
  if (typeof text !== 'string' || text.length % 2 || /[^0-9a-f]/i.test(text)) throw new TypeError('not hexadecimal')
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16))
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base32, upper case, no padding: what a QR code holds in its alphanumeric mode. */
export function base32(bytes) {
  let text = '',
    held = 0,
    bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31]
  }
  return bits ? text + ALPHABET[(held << (5 - bits)) & 31] : text
}

/** The only spelling of some bytes is accepted: no odd lengths, no stray bits at the end. Null where it is none. */
export function unbase32(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let held = 0,
    bits = 0,
    at = 0
  for (const letter of text.toUpperCase()) {
    const value = ALPHABET.indexOf(letter)
    if (value < 0) return null
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits >= 8) bytes[at++] = (held >> (bits -= 8)) & 255
  }
  return bits >= 5 || held & ((1 << bits) - 1) ? null : bytes
}

export const base64url = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

export const unbase64url = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0))

/** @param {...(Uint8Array|number[])} parts */
export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i])
export const text = string => new TextEncoder().encode(string)
export const u16 = n => [(n >>> 8) & 255, n & 255]
export const u32 = n => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
export const readU16 = bytes => bytes[0] * 256 + bytes[1]
export const readU32 = bytes => readU16(bytes) * 65536 + readU16(bytes.subarray(2))

/** @returns {Promise<Uint8Array>} */
export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', join(...parts)))
}

// The text of a code: HTTPS://HOST/E#PAYLOAD. The payload is behind the #, so a stranger's camera that opens the address
// tells the server nothing.

import { base32, unbase32 } from './bytes.js'

/** @param {string} instance @param {Uint8Array} message */
export const codeText = (instance, message) => `HTTPS://${instance.toUpperCase()}/E#${base32(message)}`

/**
 * @param {string} scanned
 * @returns {{bytes: Uint8Array}|{problem: 'not_a_card'|'foreign_instance', host?: string}}
 */
export function readCode(scanned, instance) {
  const [, host, payload] = /^https:\/\/([^/#?]+)\/e#([a-z2-7]+)$/i.exec(scanned.trim()) ?? []
  const bytes = payload ? unbase32(payload) : null
  if (!bytes) return { problem: 'not_a_card' }
  if (host.toLowerCase() !== instance.toLowerCase()) return { problem: 'foreign_instance', host: host.toLowerCase() }
  return { bytes }
}

/** What stands on a printed badge of this instance: HTTPS://HOST/B/CODE. @returns {string|null} the code */
export function readBadge(scanned, instance) {
  const [, host, code] = /^https?:\/\/([^/#?]+)\/b\/([a-z2-7]{16})$/i.exec(scanned.trim()) ?? []
  return code && host.toLowerCase() === instance.toLowerCase() ? code.toLowerCase() : null
}

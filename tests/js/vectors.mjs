// The golden bytes, shared with crates/wire. Path: env VECTORS, else the crate's fixtures.
import { readFileSync } from 'node:fs'
import { createHash, createPrivateKey, webcrypto } from 'node:crypto'
import { unhex } from '../../web/assets/js/card/bytes.js'
import { keyId } from '../../web/assets/js/card/keys.js'

globalThis.crypto ??= webcrypto

const path = process.env.VECTORS ?? new URL('../../crates/wire/tests/fixtures/encounter-vectors.json', import.meta.url)
export const vectors = JSON.parse(readFileSync(path, 'utf8'))

/** What the server knows of the demo instance. */
export const world = () => ({
  instance: vectors.instance,
  serverPk: unhex(vectors.server_pk),
  anchorKey: unhex(vectors.anchor_key),
  directory: new Map(vectors.directory.map(entry => [entry.kid, { pk: unhex(entry.pk), handle: entry.account }])),
  answered: new Map(),
})

export const messages = ({ m1, m2, m3 }) => ({ m1: unhex(m1), m2: m2 && unhex(m2), m3: m3 && unhex(m3) })

/** A test account's key: its seed is SHA-256("test-seed:" + account). */
export async function keyOf(account) {
  const seed = createHash('sha256').update(`test-seed:${account}`).digest()
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const { x } = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' })
  const privateKey = await crypto.subtle.importKey('pkcs8', der, 'Ed25519', false, ['sign'])
  const pk = new Uint8Array(Buffer.from(x, 'base64url'))
  return { algorithm: 'ed25519', privateKey, pk, kid: await keyId(pk) }
}

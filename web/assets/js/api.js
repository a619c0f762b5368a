// Calls to our own server. Each answer brings an anchor, and the newest is kept: it proves that what is signed with it
// was made after.

import { readU32, unhex } from './card/bytes.js'
import { currentPersona, store } from './store.js'

/** No network, or no server at its other end. */
export class Unreachable extends Error {}

export class Denied extends Error {
  constructor(status, body) {
    super(`the server answered ${status}`)
    this.status = status
    this.body = body
  }
}

let heard = false

/**
 * Whether the server answered when it was last asked. What the browser says of a network is also true of one that leads
 * nowhere.
 */
export const isReachable = () => heard && navigator.onLine

/** @param {string} path @param {object} [body] posted as JSON where given */
export async function call(path, body) {
  const options = body && {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  }
  let response, answer
  try {
    response = await fetch(path, {
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      ...options,
      headers: { accept: 'application/json', ...options?.headers },
    })
    heard = true
    answer = await response.json().catch(() => null)
  } catch (error) {
    heard = false
    throw new Unreachable(error.message)
  }
  const persona = currentPersona()
  if (persona) await keepAnchor(store(persona), response.headers.get('visavis-anchor') ?? answer?.anchor)
  if (!response.ok) throw new Denied(response.status, answer)
  return answer
}

/** @param {ReturnType<typeof store>} mine @param {string|null|undefined} spelled in hexadecimal */
export async function keepAnchor(mine, spelled) {
  if (!/^[0-9a-f]{24}$/i.test(spelled ?? '')) return
  const anchor = unhex(spelled),
    kept = await mine.get('anchor', 'newest')
  if (!kept || readU32(anchor) > readU32(kept)) await mine.put('anchor', 'newest', anchor)
}

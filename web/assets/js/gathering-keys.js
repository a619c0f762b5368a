// Keys for one gathering each, so that codes can't be linked between gatherings. Loaded where one is around.

import { Denied, Unreachable, call } from './api.js'
import { hex } from './card/bytes.js'
import { makeDeviceKey } from './card/keys.js'

/** What a key already there may be refused for: it was ended, or is known otherwise. A new one does. */
const CONFLICT = 409
/** The server wants no key of this phone there: it is not at that gathering, or has too many. */
const UNWANTED = 422

/**
 * Makes and registers a key for each gathering that is around, and drops those of gatherings that are over.
 * @param {ReturnType<typeof import('./store.js').store>} mine @param {object} kit @param {object[]} here of the kit
 * @param {string} label this device's
 */
export async function keepGatheringKeys(mine, kit, here, label) {
  const held = new Map((await mine.all('gathering_key')).map(key => [key.gathering, key]))
  for (const { id, own, keys_until: until } of here) {
    const key = held.get(id)
    held.delete(id)
    if (key?.registered && own === hex(key.kid)) {
      if (key.expires !== until) await mine.put('gathering_key', id, { ...key, expires: until })
    } else await register(mine, id, key, label)
  }
  const around = new Set(kit.gatherings.map(({ id }) => id))
  for (const [id, { expires }] of held) {
    if (!around.has(id) && !(expires > kit.now)) await mine.remove('gathering_key', id)
  }
}

/** The key is kept before it is sent: where the answer is lost, the same is sent again. Without one the device's does. */
async function register(mine, gathering, held, label) {
  const key = held ?? { ...(await makeDeviceKey()), gathering, registered: null, expires: null }
  if (!held) await mine.put('gathering_key', gathering, key)
  const body = { pk: hex(key.pk), algorithm: key.algorithm, label, gathering }
  try {
    const { registered, expires } = await call('/api/v1/devices', body)
    await mine.put('gathering_key', gathering, { ...key, registered, expires })
  } catch (error) {
    if (error instanceof Unreachable) return
    if (!(error instanceof Denied)) throw error
    if (![CONFLICT, UNWANTED].includes(error.status)) return // busy, signed out, too often: asked again with the next kit
    await mine.remove('gathering_key', gathering)
    if (held && error.status === CONFLICT) await register(mine, gathering, null, label)
  }
}

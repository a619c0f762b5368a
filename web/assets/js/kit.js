// The kit: all that a phone must hold to meet somebody with no network. Fetched while there is one.

import { Denied, Unreachable, call, keepAnchor } from './api.js'
import { anchorTime, certificateHolds, makeDeviceKey } from './card/keys.js'
import { hex, unhex } from './card/bytes.js'
import { send } from './queue.js'
import { currentPersona, setCurrentPersona, store } from './store.js'

const RENEW_BEFORE = 20 * 86400 // certificates live for 30 days: a phone that is online renews every ten
const PICTURES = 'visavis-people'
const MOST_PICTURES = 500

/**
 * Asks the server for the newest, and registers this device where it is new.
 * @returns {Promise<'fresh'|'offline'|'signed_out'>}
 */
export async function refreshKit() {
  try {
    const kit = await call('/api/v1/encounters/kit')
    const persona = `${kit.me.handle}@${kit.instance}`
    setCurrentPersona(persona)
    const mine = store(persona)
    await mine.put('kit', 'latest', kit)
    await mine.put('clock', 'offset', kit.now - Date.now() / 1000)
    await keepAnchor(mine, kit.anchor)
    await alone(() => keepKeys(mine, kit))
    localStorage.setItem('visavis.kit', Date.now())
    keepPictures(kit)
    navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage('signed-in'))
    send() // records that were left at sign-out
    return 'fresh'
  } catch (error) {
    if (error instanceof Unreachable) return 'offline'
    if (error instanceof Denied) return [401, 403].includes(error.status) ? 'signed_out' : 'offline'
    throw error
  }
}

/** Two pages at once make one key of each kind. */
const alone = work => (navigator.locks ? navigator.locks.request('visavis-keys', work) : work())

async function keepKeys(mine, kit) {
  await certify(mine, kit)
  const here = kit.gatherings.filter(one => isAround(one, kit.now))
  if (!here.length && !(await mine.all('gathering_key')).length) return
  const { keepGatheringKeys } = await import('./gathering-keys.js')
  await keepGatheringKeys(mine, kit, here, label())
}

const label = () => navigator.userAgentData?.platform ?? navigator.platform ?? ''

async function certify(mine, kit) {
  let key = await mine.get('key', 'device')
  if (!key || kit.revoked.includes(hex(key.kid))) await mine.put('key', 'device', (key = await makeDeviceKey()))
  const held = await mine.get('certificate', 'device')
  if (held && held.handle === kit.me.handle && held.expires > kit.now + RENEW_BEFORE && (await fits(held, key, kit))) return
  const body = { pk: hex(key.pk), algorithm: key.algorithm, label: label() }
  const { certificate, handle } = await call('/api/v1/devices', body)
  const fresh = { expires: certificate.expires, signature: unhex(certificate.sig), handle }
  if (await fits(fresh, key, kit)) await mine.put('certificate', 'device', fresh)
}

const fits = (certificate, key, kit) => certificateHolds(kit.instance, unhex(kit.server_pk), { ...certificate, pk: key.pk })

/** Pictures of those who may stand in front of us, for the service worker to show with no network. */
async function keepPictures(kit) {
  if (!('caches' in globalThis)) return
  const everybody = [kit.me, ...kit.gatherings.flatMap(({ directory }) => directory), ...kit.people]
  const addresses = new Set(
    everybody
      .map(({ photo }) => photo)
      .filter(Boolean)
      .slice(0, MOST_PICTURES),
  )
  const cache = await caches.open(PICTURES)
  for (const address of addresses) {
    if (!(await cache.match(address))) await cache.add(address).catch(() => {})
  }
}

/**
 * What this phone knows by itself. Null where nobody is signed in, or it has never been online.
 * @returns {Promise<null|Known>}
 *
 * @typedef {{handle: string, name: string|null, photo: string|null}} Person
 * @typedef {Object} Known
 * @property {ReturnType<typeof store>} mine
 * @property {Person} me
 * @property {import('./card/message.js').Signer|null} signer null: this device has no valid certificate
 * @property {(gathering: string) => import('./card/message.js').Signer|undefined} signerAt with the key for that
 *   gathering, where the server has it
 * @property {import('./card/judge.js').World} world
 * @property {(kid: Uint8Array, handle: string) => Person} person
 * @property {() => number} now seconds, by the server's clock as last heard
 * @property {() => Promise<{time: number, anchor: Uint8Array}>} moment for a message made now
 * @property {{id: string, title: string}[]} gatherings those under way, first those whose directory has this device
 */
export async function known() {
  const persona = currentPersona()
  const mine = persona && store(persona)
  const kit = mine && (await mine.get('kit', 'latest'))
  if (!kit) return null
  const key = await mine.get('key', 'device')
  const certificate = await mine.get('certificate', 'device')
  const offset = (await mine.get('clock', 'offset')) ?? 0
  const now = () => Math.floor(Date.now() / 1000 + offset)
  const directory = new Map()
  for (const gathering of kit.gatherings) {
    for (const entry of gathering.directory) {
      const bound = entry.only_here && { onlyAt: gathering.id, until: gathering.keys_until }
      directory.set(entry.kid, { ...entry, pk: unhex(entry.pk), ...bound })
    }
  }
  const signers = new Map()
  for (const own of await mine.all('gathering_key')) {
    if (!own.registered || own.expires < now()) continue
    signers.set(own.gathering, { instance: kit.instance, key: own, handle: kit.me.handle, certificate: null })
  }
  const people = new Map(kit.people.map(person => [person.handle, person]))
  const valid = key && certificate && certificate.expires > now()
  const isIn = gathering =>
    Number(signers.has(gathering.id) || gathering.directory.some(({ kid }) => key && kid === hex(key.kid)))
  return {
    mine,
    me: kit.me,
    now,
    signer: valid ? { instance: kit.instance, key, handle: certificate.handle, certificate } : null,
    signerAt: gathering => signers.get(gathering),
    world: { instance: kit.instance, serverPk: unhex(kit.server_pk), directory, revoked: new Set(kit.revoked) },
    person: (kid, handle) => {
      const { name = null, photo = null } = directory.get(hex(kid)) ?? people.get(handle) ?? {}
      return { handle, name, photo }
    },
    moment: async () => {
      const anchor = await mine.get('anchor', 'newest')
      return { anchor, time: Math.max(now(), anchorTime(anchor)) }
    },
    gatherings: kit.gatherings.filter(one => isAround(one, now())).sort((a, b) => isIn(b) - isIn(a)),
  }
}

/** A kit has those that people are already coming to; the server says until when they are around. */
const isAround = ({ keys_until: until }, now) => now < until

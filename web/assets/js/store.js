// What this browser keeps, in IndexedDB, apart for each persona (handle and instance). One object store; its keys are
// [persona, kind, id].
//
// kind       id             value
// key        device         {algorithm, privateKey (cannot be taken out), pk, kid}
// gathering_key gathering   the same, for it alone, with {gathering, registered, expires}: null until the server has it
// certificate device        {expires, signature, handle}
// anchor     newest         Uint8Array(12)
// kit        latest         the server's answer to GET /api/v1/encounters/kit
// clock      offset         seconds that the server's clock is ahead of ours
// offer      live           [{m1, nonce, made, group, key}]: the last three offers shown, and what they were signed with
// table      open           [{m1, nonce, made, answers, key}]: a group offer under way
// answered   kid‖nonce      {id, m1, m2, earlier, person, encounters}: an offer that was answered here, so that it is
//                           answered once, or once more in full; `earlier` is the short answer then
// confirmed  hash of m2     encounter id: an answer that was confirmed here
// confirmed  start of hash of m1  {handle}: whose answer to it was confirmed here
// record     its hash       waits for the network
// badge      its code and day  {id, code, made}: a printed badge that was read: waits for the network
// arrival    its id, in/undo {id, gathering, code|handle|count, key, places, door, at, undo, person}: seen at a door, waits
// door       gathering      the server's answer to GET /api/v1/gatherings/{id}/door, with {ahead}: its clock of ours
// seen       gathering      what this device saw at its door, the newest first
// result     encounter id   what the server said, with {badge} where a badge was read

const THINGS = 'things'
let opened

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('visavis', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(THINGS)
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => reject(request.error)
  })
  return opened
}

async function ask(mode, question) {
  const transaction = (await open()).transaction(THINGS, mode)
  const request = question(transaction.objectStore(THINGS))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = transaction.onabort = () => reject(transaction.error)
  })
}

const under = (...start) => IDBKeyRange.bound(start, [...start, []])

/** The things of one persona. @param {string} persona such as "mara@visavis.example" */
export const store = persona => ({
  persona,
  get: (kind, id) => ask('readonly', things => things.get([persona, kind, id])),
  put: (kind, id, value) => ask('readwrite', things => things.put(value, [persona, kind, id])),
  remove: (kind, id) => ask('readwrite', things => things.delete([persona, kind, id])),
  all: kind => ask('readonly', things => things.getAll(under(persona, kind))),
})

const CURRENT = 'visavis.persona'
const UNSENT = ['record', 'badge', 'arrival']

/** Who was signed in here when the server was last heard of; null after sign-out. */
export const currentPersona = () => localStorage.getItem(CURRENT)
export const setCurrentPersona = persona => localStorage.setItem(CURRENT, persona)

/** An arrival without who it was: who was named is only counted. */
const unnamed = ({ handle, ...one }) => ({ ...one, person: null, ...(handle && { key: null, count: Math.min(20, one.places) }) })

/**
 * Forgets all that was kept for everybody who signed in here. What stays is what no server has yet and exists nowhere
 * else: records, of which only the signed bytes are left (the name and picture beside them are dropped), and badges that
 * were read, by what stands on them and when; and arrivals, by the code that was scanned or as a number of people, whose
 * names are dropped. They are sent when the same persona signs in again.
 *
 * One transaction, so that what is sent meanwhile does not come back.
 */
export async function forget() {
  for (const name of [CURRENT, 'visavis.kit', 'visavis.doors']) localStorage.removeItem(name)
  await ask('readwrite', things => {
    const walk = things.openCursor()
    walk.onsuccess = () => {
      const at = walk.result
      if (!at) return
      if (UNSENT.includes(at.key[1])) at.update(at.key[1] === 'arrival' ? unnamed(at.value) : { ...at.value, person: null })
      else at.delete()
      at.continue()
    }
    return walk
  })
}

// An IndexedDB just good enough for web/assets/js/store.js: one object store, its keys lists of strings. Requests are
// answered one after the other in tasks of their own, and a transaction is complete when none is left.

const below = (one, other) => {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    if (at >= one.length) return true
    if (at >= other.length) return false
    if (one[at] === other[at]) continue
    return Array.isArray(one[at]) || Array.isArray(other[at]) ? !Array.isArray(one[at]) : one[at] < other[at] // lists come last
  }
  return false
}

/** Puts one in the place of the browser's. @returns {Map<string, any>} what it holds, by keys as JSON */
export function standIn() {
  const held = new Map()
  const keys = () => [...held.keys()].map(key => JSON.parse(key)).sort((a, b) => (below(a, b) ? -1 : 1))
  const within = (key, range) => !range || !(below(key, range.from) || below(range.to, key))

  function transaction() {
    let open = 0
    const self = { objectStore: () => things }
    const ask = answer => {
      const request = {}
      const deliver = () => {
        request.result = answer(deliverAgain)
        request.onsuccess?.()
        if (--open === 0) setTimeout(() => open === 0 && self.oncomplete?.())
      }
      const deliverAgain = () => (open++, setTimeout(deliver))
      deliverAgain()
      return request
    }
    const things = {
      get: key => ask(() => held.get(JSON.stringify(key))),
      put: (value, key) => {
        if (key.includes(undefined)) throw new TypeError('not a key')
        return ask(() => void held.set(JSON.stringify(key), value))
      },
      delete: key => ask(() => void held.delete(JSON.stringify(key))),
      getAll: range =>
        ask(() =>
          keys()
            .filter(key => within(key, range))
            .map(key => held.get(JSON.stringify(key))),
        ),
      openCursor() {
        const left = keys()
        return ask(again => {
          const key = left.shift()
          if (!key) return null
          const name = JSON.stringify(key)
          const update = value => void held.set(name, value)
          return { key, value: held.get(name), update, delete: () => void held.delete(name), continue: again }
        })
      },
    }
    return self
  }
  const database = { transaction, createObjectStore() {}, close() {} }
  globalThis.indexedDB = {
    open() {
      const request = { result: database }
      setTimeout(() => request.onsuccess())
      return request
    },
  }
  globalThis.IDBKeyRange = { bound: (from, to) => ({ from, to }) }
  return held
}

// Who is in, by what the server said last and what waits here: the same rules as the server's, so that a phone without a
// network says the same as it will.

/**
 * @typedef {{key: string, name: string|null, handle: string|null, guest: string|null, places: number, party: number, part?: string|null, door: string|null, at: number|null, own: boolean}} Guest
 * @typedef {{going: number, inside: number, walk_ins: number, without_account: number, again: number, zone: string, opens: number, closes: number, now: number, ahead?: number, doors: {door: string, count: number}[], parts?: {name: string, going: number, inside: number}[], guests: Guest[]}} List
 * @typedef {{id: string, key: string|null, places: number, exact?: boolean, door: string, at: number, undo: boolean}} Seen
 */

/** @param {List} list what the server said last @param {Seen[]} waiting what was seen here since */
export function together(list, waiting) {
  const guests = new Map(list.guests.map(guest => [guest.key, { ...guest }]))
  const doors = new Map(list.doors.map(({ door, count }) => [door, count]))
  let { inside, again } = list
  const count = (door, places) => {
    inside += places
    const there = (doors.get(door) ?? 0) + places
    if (there > 0) doors.set(door, there)
    else doors.delete(door)
  }
  // Of a party as many are in as was said last, at the door through which they came.
  const party = (guest, places) => {
    if (!guest.own) count(guest.door, places - guest.places)
    guest.places = places
  }
  for (const seen of [...waiting].sort((a, b) => a.at - b.at)) {
    const guest = seen.key && guests.get(seen.key)
    if (!seen.key) count(seen.door, seen.undo ? -seen.places : seen.places)
    else if (!guest) continue
    else if (seen.undo) {
      if (guest.at === null || guest.at > seen.at) continue
      if (!guest.own) count(guest.door, -guest.places)
      Object.assign(guest, { door: null, at: null, places: guest.party ?? guest.places })
    } else if (guest.at === null) {
      Object.assign(guest, { door: seen.door, at: seen.at, ...(seen.exact && { places: seen.places }) })
      if (!guest.own) count(seen.door, guest.places)
    } else if (seen.exact) party(guest, seen.places)
    else again += 1
  }
  const isIn = guest => guest.at !== null || guest.own
  const of = name => [...guests.values()].filter(guest => guest.part === name && isIn(guest)).reduce((sum, { places }) => sum + places, 0)
  const parts = (list.parts ?? []).map(({ name, going }) => ({ name, going, inside: of(name) }))
  return { going: list.going, inside, again, doors, parts, guests }
}

/**
 * By how much the server's clock is ahead of this one (milliseconds): phones that say what they saw at one door go by the
 * same clock.
 * @param {number} now what the server said @param {number} asked @param {number} heard when, by this clock
 */
export const ahead = (now, asked, heard) => Math.round(now - (asked + heard) / 2)

/** What a scan of that code comes to. @param {ReturnType<typeof together>} door @param {string} key */
export function judge(door, key) {
  const guest = door.guests.get(key)
  if (!guest) return { verdict: 'no', guest: null }
  return { verdict: guest.at === null ? 'in' : 'already', guest }
}

const CARD = /\/g\/([0-9a-z]{13})\/in\/([a-z2-7]{26})$/i

/** What stands on an entry card: the gathering and the code; null for anything else. @param {string} text */
export function readCard(text) {
  const [, gathering, code] = CARD.exec(text.trim()) ?? []
  return code ? { gathering: gathering.toLowerCase(), code: code.toLowerCase() } : null
}

// A round face, never empty: the picture, else initials on a hue of the name. The same as the server draws (page/parts.rs).

import { h } from '../dom.js'

/** @param {{handle?: string, name?: string|null, photo?: string|null}} person @param {'m'|'xl'} size */
export function face(person, size = 'm') {
  const name = person?.name || person?.handle || ''
  const round = h(
    'span',
    { class: `face ${size} hue-${hue(name)}`, 'aria-hidden': 'true' },
    person?.photo ? null : initials(name),
  )
  if (person?.photo) {
    // A picture that did not come along: initials, as if there was none.
    round.append(h('img', { src: person.photo, alt: '', onerror: () => round.replaceChildren(initials(name)) }))
  }
  return round
}

export const called = person => person?.name || (person?.handle ? `@${person.handle}` : '')

/** FNV-1a of the name, in twelve hues. */
export function hue(name) {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(name.trim())) hash = Math.imul(hash ^ byte, 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) % 12
}

/** One or two letters: of the first and of the last word. */
export function initials(name) {
  const letters = name
    .split(/\s+/)
    .map(word => word.match(/[\p{L}\p{N}]/u)?.[0])
    .filter(Boolean)
  return letters.length ? [letters[0], ...letters.slice(1).slice(-1)].join('').toUpperCase() : '·'
}

/** A line of a list of people. @param {...(Node|string)} lines below the name */
export const entry = (person, name, ...lines) =>
  h(
    'li',
    {},
    h(
      'div',
      { class: 'person' },
      face(person),
      h('div', {}, h('p', { class: 'person-name' }, name), ...lines.map(line => h('p', {}, line))),
    ),
  )

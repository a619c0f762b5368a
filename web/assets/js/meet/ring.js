// The ring that shows how long a code still stands. It moves in steps of a second, so there is nothing to reduce.

import { s } from '../dom.js'

/** @param {number} seconds */
export function ring(seconds) {
  const arc = s('circle', {
    cx: 20,
    cy: 20,
    r: 16,
    pathLength: seconds,
    class: 'meet-ring-arc',
    'stroke-dasharray': seconds,
    'stroke-dashoffset': 0,
    transform: 'rotate(-90 20 20)',
  })
  const number = s(
    'text',
    { x: 20, y: 20, class: 'meet-ring-number', 'text-anchor': 'middle', 'dominant-baseline': 'central' },
    String(seconds),
  )
  const element = s(
    'svg',
    { viewBox: '0 0 40 40', class: 'meet-ring', 'aria-hidden': 'true' },
    s('circle', { cx: 20, cy: 20, r: 16, class: 'meet-ring-ground' }),
    arc,
    number,
  )
  return {
    element,
    /** @param {number} left seconds */
    set(left) {
      arc.setAttribute('stroke-dashoffset', seconds - left)
      number.textContent = String(left)
    },
  }
}

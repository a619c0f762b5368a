// The one celebration: a drawing made from the encounter's id. Each phone shows one half, and it is whole only when the
// two are held side by side, the one who offered on the left. Both phones make it from the same bytes, so what crosses
// the seam goes on there.

import { readU32 } from '../card/bytes.js'
import { s } from '../dom.js'

const WIDTH = 200,
  HEIGHT = 140,
  SEAM = WIDTH / 2 // a half is nearly as wide as a phone

/** sfc32, seeded with the id: the same numbers on both phones. */
function dice(id) {
  let [a, b, c, d] = [0, 4, 8, 12].map(at => readU32(id.subarray(at)) | 0)
  const roll = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let i = 0; i < 12; i++) roll()
  return { between: (low, high) => low + (high - low) * roll(), pick: count => Math.floor(roll() * count) }
}

const round = n => Math.round(n * 10) / 10

/** @param {Uint8Array} id 16 bytes @returns {SVGElement[]} */
export function shapes(id) {
  const { between, pick } = dice(id)
  const tone = () => `meet-tone-${1 + pick(5)}`
  const sun = { x: SEAM + between(-7, 7), y: between(50, 58), r: between(16, 23) }
  const drawn = [s('rect', { width: WIDTH, height: HEIGHT, class: 'meet-tone-0' })]

  // Two rings of petals around what is in the middle of both.
  const petals = 7 + pick(9),
    reach = sun.r + between(22, 34),
    wide = between(4, 8),
    turn = between(0, 360)
  for (const [scale, shift] of [
    [1, 0],
    [0.74, 180 / petals],
  ]) {
    const [near, far, side] = [sun.r * 0.8, reach * scale, wide * scale].map(round)
    const d = `M0 ${-near}C${side} ${round(-far * 0.6)} ${side} ${round(-far * 0.85)} 0 ${-far}C${-side} ${round(-far * 0.85)} ${-side} ${round(-far * 0.6)} 0 ${-near}z`
    const shade = tone()
    for (let i = 0; i < petals; i++) {
      const angle = round(turn + shift + (360 / petals) * i)
      drawn.push(s('path', { d, class: shade, transform: `translate(${round(sun.x)} ${round(sun.y)}) rotate(${angle})` }))
    }
  }
  const middle = { cx: round(sun.x), cy: round(sun.y) }
  drawn.push(s('circle', { ...middle, r: round(sun.r), class: 'meet-tone-sun' }))
  drawn.push(s('circle', { ...middle, r: round(sun.r * between(0.5, 0.75)), class: 'meet-thread' }))

  // Hills that run from one phone into the other.
  const hills = 3 + pick(2)
  for (let i = 0; i < hills; i++) {
    const top = 98 + i * (38 / hills)
    const [left, low, high, right] = [
      [-8, 8],
      [-16, 6],
      [-6, 16],
      [-8, 8],
    ].map(([from, to]) => round(top + between(from, to)))
    drawn.push(s('path', { d: `M0 ${left}C60 ${low} 140 ${high} ${WIDTH} ${right}V${HEIGHT}H0z`, class: tone() }))
  }
  // Threads across the seam, and a few seeds on each side.
  for (let i = 2 + pick(3); i > 0; i--) {
    const [from, to] = [between(8, 132), between(8, 132)].map(round)
    drawn.push(s('path', { d: `M0 ${from}C70 ${from} 130 ${to} ${WIDTH} ${to}`, class: 'meet-thread' }))
  }
  for (let i = 10 + pick(8); i > 0; i--) {
    drawn.push(s('circle', { cx: round(between(4, 196)), cy: round(between(4, 92)), r: round(between(1, 2.8)), class: tone() }))
  }
  return drawn
}

/** @param {Uint8Array} id @param {'left'|'right'} half @param {string} label */
export function drawHalf(id, half, label) {
  const from = half === 'left' ? 0 : SEAM
  return s(
    'svg',
    { viewBox: `${from} 0 ${SEAM} ${HEIGHT}`, class: `meet-half meet-half-${half}`, role: 'img', 'aria-label': label },
    ...shapes(id),
  )
}

// A code for the other one's camera: white, full width, renewed while its ring runs.

import { codeText } from '../card/qr.js'
import { drawCode } from '../card/encode.js'
import { h } from '../dom.js'
import { stayAwake } from './awake.js'
import { ring } from './ring.js'

/**
 * The white sheet with the code and its ring, renewed until `stop`, and at once by `renew`.
 * @param {{make: () => Promise<{m1: Uint8Array}>, turn: number, instance: string, label: string,
 *   turned?: () => void}} about
 */
export function turningCode({ make, turn, instance, label, turned }) {
  const sheet = h('div', { class: 'meet-sheet' })
  const clock = ring(turn)
  let left = 0,
    busy = 0,
    latest = 0,
    timer
  async function tick() {
    if (busy || document.visibilityState === 'hidden') return
    if (left > 0) return (clock.set(--left || 0), left === 0 ? renew() : undefined)
    return renew()
  }
  async function renew() {
    busy++
    const mine = ++latest
    try {
      const { m1 } = await make()
      if (mine !== latest) return
      sheet.replaceChildren(drawCode(codeText(instance, m1), label))
      turned?.()
      left = turn
      clock.set(left)
    } finally {
      busy--
    }
  }
  timer = setInterval(tick, 1000)
  renew()
  const sleep = stayAwake()
  return {
    sheet,
    clock: clock.element,
    renew,
    stop() {
      clearInterval(timer)
      sleep()
    },
  }
}

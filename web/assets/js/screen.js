// The screen at a door: fetches the next code when its time has come, keeps the device awake, and shows no code that would
// let nobody in.

import { stayAwake } from './meet/awake.js'

const LATE = 300, // so much after the change of codes, so that the next one is there
  AGAIN = 3_000,
  PATIENCE = 8_000
const screen = () => document.querySelector('.door-screen')

/** @param {number} wait milliseconds */
const later = wait => setTimeout(turn, wait)
let old

/** From when on what stands there is no longer good. */
function lives() {
  const { left, good } = screen().dataset
  clearTimeout(old)
  old = setTimeout(() => screen().toggleAttribute('data-old', true), Number(left) + Number(good))
}

async function turn() {
  try {
    const answer = await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) })
    // Taken away, or signed out: the page says so.
    if (answer.redirected || [401, 403, 404].includes(answer.status)) return location.reload()
    if (!answer.ok) throw new Error(answer.statusText)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    screen().replaceWith(document.adoptNode(page.querySelector('.door-screen')))
    lives()
    later(Number(screen().dataset.left) + LATE)
  } catch {
    const line = screen().querySelector('.lost')
    if (line.textContent !== line.dataset.words) line.textContent = line.dataset.words
    later(AGAIN)
  }
}

stayAwake()
lives()
later(Number(screen().dataset.left) + LATE)

// Where the screens of *We've met* come and go. A change of screen moves the focus to its heading, and a change within
// one is spoken by the live region.

import { h } from '../dom.js'

const mount = document.getElementById('meet')
const voice = h('p', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' })
const place = h('div', { class: 'meet-stage' })

/** @typedef {{heading: string, body: (Node|string|null|false)[], name: string, leave?: () => void}} Screen */
let current = null,
  deep = false
let home = () => {}

/** @param {() => void} showHome what the browser's Back leads to */
export function openStage(showHome) {
  home = showHome
  mount.replaceChildren(voice, place)
  addEventListener('popstate', () => {
    if (!deep) return
    deep = false
    home()
  })
}

/** @param {Screen} screen @param {{quiet?: boolean}} [how] quiet: the page has just opened, so the focus stays */
export function show(screen, { quiet = false } = {}) {
  current?.leave?.()
  current = screen
  if (screen.name !== 'code' && !deep) {
    history.pushState({ meet: screen.name }, '')
    deep = true
  }
  const heading = h('h1', { tabindex: '-1' }, screen.heading)
  const about = { class: `meet-screen meet-at-${screen.name}`, 'data-screen': screen.name }
  place.replaceChildren(h('section', about, heading, ...screen.body.filter(Boolean)))
  document.title = `${screen.heading} · Visavis`
  scrollTo(0, 0)
  if (!quiet) heading.focus({ preventScroll: true })
}

/** Back to one's own code, as the browser's Back would. */
export function goHome() {
  if (deep) history.back()
  else home()
}

/** The same screen has learned more. */
export function retitle(heading) {
  place.querySelector('h1').textContent = heading
  document.title = `${heading} · Visavis`
}

export const isOn = name => current?.name === name

export function say(words) {
  voice.textContent = ''
  requestAnimationFrame(() => {
    voice.textContent = words
  })
}

// The way out where the other phone can't look a short code up: the same in full, with a name in it.

import { h } from '../dom.js'
import { t } from './words.js'

/**
 * A button, and what is said in its place once it was pressed.
 * @param {() => void} go @param {boolean} pressed before, and the code is a full one
 * @returns {{element: HTMLElement, short: (is: boolean) => void}} `short`: whether the code on the screen is a short one
 */
export function fullCode(go, pressed) {
  const note = h('p', { class: 'soft small', tabindex: '-1', hidden: !pressed }, t('full.shown'))
  const press = () => {
    go()
    button.hidden = true
    note.hidden = false
    note.focus({ preventScroll: true })
  }
  const button = h('button', { type: 'button', class: 'button quiet', hidden: true, onclick: press }, t('full.show'))
  return {
    element: h('div', { class: 'meet-full' }, button, note),
    short(is) {
      button.hidden = !is
      if (is) note.hidden = true
    },
  }
}

// Whose code it is, for its holder alone and only when they ask: a photograph of the screen says no name that the code
// leaves out. The next code hides it again.

import { h } from '../dom.js'
import { called, face } from './face.js'
import { t } from './words.js'

/** @param {{handle: string, name: string|null, photo: string|null}} me */
export function whose(me) {
  const element = h(
    'details',
    { class: 'meet-whose' },
    h('summary', {}, t('code.whose')),
    h('p', {}, face(me), h('strong', {}, called(me))),
  )
  return {
    element,
    hide() {
      element.open = false
    },
  }
}

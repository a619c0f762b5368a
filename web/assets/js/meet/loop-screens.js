// Between the two scans: is this the person, and the answer shown as a code.

import { codeText } from '../card/qr.js'
import { drawCode } from '../card/encode.js'
import { h } from '../dom.js'
import { stayAwake } from './awake.js'
import { called, face } from './face.js'
import { fullCode } from './full-code.js'
import { show } from './stage.js'
import { t } from './words.js'

/** What makes a meeting one: a look at the other's face. @param {{person: object, yes: () => void, no: () => void}} about */
export function showPerson({ person, yes, no }) {
  const once = act => () => {
    for (const button of buttons) button.disabled = true
    act()
  }
  const buttons = [
    h('button', { type: 'button', class: 'button meet large', onclick: once(() => yes()) }, t('person.yes')),
    h('button', { type: 'button', class: 'button', onclick: once(() => no()) }, t('person.no')),
  ]
  show({
    name: 'person',
    heading: t('person.heading'),
    body: [
      face(person, 'xl'),
      h(
        'p',
        { class: 'meet-name' },
        called(person),
        person.name && person.handle && h('span', { class: 'meet-handle' }, `@${person.handle}`),
      ),
      !person.photo && h('p', { class: 'soft small' }, t('person.no_picture')),
      h('div', { class: 'meet-choice' }, ...buttons),
    ],
  })
}

/**
 * B's answer, until A has read it.
 * @param {{app: object, m2: Uint8Array, digits: string, person: object, done: () => void, inFull: null|(() => void),
 *   wasShort: boolean}} about `inFull` where this is a short one, `wasShort` where it stands for one
 */
export function showAnswer({ app, m2, digits, person, done, inFull, wasShort }) {
  const name = called(person)
  const sleep = stayAwake()
  const full = fullCode(inFull, wasShort)
  full.short(Boolean(inFull))
  show({
    name: 'answer',
    heading: t('answer.heading', { name }),
    body: [
      h(
        'figure',
        { class: 'meet-code' },
        h('div', { class: 'meet-sheet' }, drawCode(codeText(app.known.world.instance, m2), t('answer.label'))),
        h(
          'figcaption',
          { class: 'meet-digits' },
          h('span', { class: 'soft small' }, t('answer.digits', { name })),
          h('output', { class: 'meet-six', 'aria-label': [...digits].join(' ') }, `${digits.slice(0, 3)} ${digits.slice(3)}`),
        ),
      ),
      h('button', { type: 'button', class: 'button meet large', onclick: () => done() }, t('answer.done', { name })),
      full.element,
      h('p', { class: 'soft small' }, t('code.brightness')),
      h('button', { type: 'button', class: 'button quiet', onclick: () => app.home() }, t('answer.stop')),
    ],
    leave: sleep,
  })
}

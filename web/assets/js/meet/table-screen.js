// One code for a whole table, and everybody's answer in turn.

import { h } from '../dom.js'
import { called, entry } from './face.js'
import { fullCode } from './full-code.js'
import { TABLE_TURN } from './offers.js'
import { show } from './stage.js'
import { turningCode } from './turning-code.js'
import { whose } from './whose.js'
import { t, tn } from './words.js'

/** A table of up to thirty: one code that stands longer, and everybody's answer in turn. */
export function showTable(app) {
  const { known, offers } = app
  const full = fullCode(() => app.inFull(code), app.full.has(app.chosen))
  const mine = whose(known.me)
  const code = turningCode({
    make: () => app.next(full, (signer, gathering) => offers.nextForTable(signer, gathering)),
    turn: TABLE_TURN,
    instance: known.world.instance,
    turned: mine.hide,
    label: t('code.label', { seconds: TABLE_TURN }),
  })
  const people = offers.tables().flatMap(table => table.answers.map(({ person }) => person))
  show({
    name: 'table',
    heading: t('table.heading'),
    body: [
      h('p', { class: 'lead' }, t('table.lead')),
      h(
        'figure',
        { class: 'meet-code' },
        code.sheet,
        h('figcaption', { class: 'meet-holder' }, mine.element, code.clock),
      ),
      h('button', { type: 'button', class: 'button meet large', onclick: () => app.scan({ forTable: true }) }, t('table.scan')),
      full.element,
      people.length > 0 && h('h2', {}, tn('table.count', people.length)),
      people.length > 0 && h('ul', { class: 'people' }, ...people.map(person => entry(person, called(person)))),
      people.length > 0 && h('button', { type: 'button', class: 'button', onclick: () => app.confirmTable() }, t('table.done')),
      h('button', { type: 'button', class: 'button quiet', onclick: () => app.leaveTable() }, t('table.leave')),
    ],
    leave: code.stop,
  })
}

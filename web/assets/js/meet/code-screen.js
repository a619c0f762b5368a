// My code, and all that can be done from it.

import { h } from '../dom.js'
import { fullCode } from './full-code.js'
import { TURN } from './offers.js'
import { show } from './stage.js'
import { turningCode } from './turning-code.js'
import { whose } from './whose.js'
import { t, tn } from './words.js'

/** @param {import('../meet.js').App} app */
export function showCode(app, { quiet = false } = {}) {
  const { known, offers } = app
  const full = fullCode(() => app.inFull(code), app.full.has(app.chosen))
  const mine = whose(known.me)
  const code = turningCode({
    make: () => app.next(full, (signer, gathering) => offers.next(signer, gathering)),
    turn: TURN,
    instance: known.world.instance,
    turned: mine.hide,
    label: t('code.label', { seconds: TURN }),
  })
  const waits = h('a', {
    href: '#waiting',
    class: 'button quiet',
    hidden: true,
    onclick: event => {
      event.preventDefault()
      app.showWaiting()
    },
  })
  const count = async () => {
    const records = await app.waiting()
    waits.hidden = false
    waits.textContent = records.length ? tn('code.waiting', records.length) : t('code.past')
  }
  app.queue.addEventListener('change', count)
  count()
  show(
    {
      name: 'code',
      heading: t('code.heading'),
      body: [
        h('p', { class: 'lead' }, t('code.lead')),
        h(
          'figure',
          { class: 'meet-code' },
          code.sheet,
          h('figcaption', { class: 'meet-holder' }, mine.element, code.clock),
        ),
        h('button', { type: 'button', class: 'button meet large', onclick: () => app.scan() }, t('code.scan')),
        full.element,
        h('p', { class: 'soft small' }, t('code.brightness')),
        whereSelect(app),
        spokenForm(app),
        h(
          'p',
          { class: 'meet-ways' },
          h('button', { type: 'button', class: 'button quiet', onclick: () => app.showTable() }, t('code.table')),
          waits,
        ),
      ],
      leave() {
        code.stop()
        app.queue.removeEventListener('change', count)
      },
    },
    { quiet },
  )
}

/** With a gathering under way, it goes into the code, and the person may leave it out. */
function whereSelect(app) {
  const { gatherings } = app.known
  if (!gatherings.length) return null
  const select = h(
    'select',
    {
      class: 'input',
      id: 'meet-where',
      onchange: () => app.choose(select.value),
    },
    ...gatherings.map(({ id, title }) => h('option', { value: id, selected: app.chosen === id }, title)),
    h('option', { value: '', selected: app.chosen === '' }, t('code.nowhere')),
  )
  return h('p', { class: 'field meet-where' }, h('label', { for: 'meet-where' }, t('code.where')), select)
}

/** No camera here: the other one scans, and reads six digits out. One try for each code that was shown. */
function spokenForm(app) {
  const field = h('input', {
    id: 'meet-digits',
    name: 'digits',
    inputmode: 'numeric',
    autocomplete: 'off',
    pattern: '[0-9 ]*',
    maxlength: 7,
    required: true,
    'aria-describedby': 'meet-digits-help meet-digits-error',
    class: 'input code',
  })
  const error = h('p', { id: 'meet-digits-error', role: 'alert', class: 'field-error', hidden: true })
  return h(
    'form',
    {
      class: 'field meet-spoken',
      novalidate: true,
      onsubmit: event => {
        event.preventDefault()
        const digits = field.value.replace(/\D/g, '')
        if (digits.length === 6) return app.confirmSpoken(digits)
        error.textContent = t('spoken.six')
        error.hidden = false
        field.setAttribute('aria-invalid', 'true')
        field.focus()
      },
    },
    h('label', { for: 'meet-digits' }, t('spoken.label')),
    h('p', { id: 'meet-digits-help', class: 'soft small' }, t('spoken.help')),
    error,
    h('span', { class: 'meet-spoken-row' }, field, h('button', { class: 'button' }, t('spoken.send'))),
  )
}

// *We've met*: two people confirm on both phones that they stand in front of each other, with or without a network. The
// server renders an empty #meet; the service worker keeps the page, so it opens anywhere.

import { hex, sha256, unhex } from './card/bytes.js'
import { GROUP_LIMIT, encounterId, makeConfirm, makeGroupConfirm, makeSpokenConfirm } from './card/message.js'
import { h } from './dom.js'
import { known, refreshKit } from './kit.js'
import { showCode } from './meet/code-screen.js'
import { openOffers } from './meet/offers.js'
import { called } from './meet/face.js'
import { goHome, isOn, openStage, say, show } from './meet/stage.js'
import { t } from './meet/words.js'
import { enqueue, heard, keepSending, queue, results, send, waiting } from './queue.js'

const PATIENCE = 8_000, // a server that is silent for so long, while somebody waits before the camera, is not there
  ASKED_LATELY = 10_000,
  OLD_KIT = 600_000

// Loaded when a scan, an answer or a meeting comes; the service worker has them, so no network is needed.
const loadReading = () => import('./meet/reading.js')
const loadLoop = () => import('./meet/loop-screens.js')
const loadOutcome = () => import('./meet/outcome.js')

/** The acts of the screen; the screens call them, and hold nothing themselves. */
export class App {
  queue = queue
  waiting = waiting
  results = results
  send = send
  /** The gathering put into the codes: its id, '' for none, undefined until chosen. */
  chosen
  /** The gatherings at which codes are shown in full until this page is loaded again: short ones were not known. */
  full = new Set()
  #chose = false
  #scanner = null
  #renewing = null
  #asked = 0

  constructor(what, offers) {
    this.known = what
    this.offers = offers
    this.chosen = what.gatherings[0]?.id ?? ''
  }

  /** @param {string} gathering its id, or '' for none */
  choose(gathering) {
    this.#chose = true
    this.chosen = gathering
    this.showCode()
  }

  /** Who signs a code there in short: the key for that gathering, if there is one and short will do. */
  short = gathering => (this.full.has(gathering) ? null : (this.known.signerAt(gathering) ?? null))

  /** The next offer, and whether it can be shown in full instead. */
  next(full, make) {
    const short = this.short(this.chosen)
    full.short(Boolean(short))
    return make(short ?? this.known.signer, this.chosen ? unhex(this.chosen) : undefined)
  }

  inFull(code) {
    this.full.add(this.chosen)
    code.renew()
  }

  /** What the server sent is used from the next code on. */
  async adopt() {
    const fresh = await known()
    if (!fresh?.signer || fresh.mine.persona !== this.known.mine.persona) return location.reload()
    Object.assign(this.known, fresh)
    this.#arrive()
  }

  /** Asks the server for what it knows by now. @returns {Promise<'fresh'|'offline'|'signed_out'>} */
  renew() {
    this.#renewing ??= refreshKit()
      .then(async state => {
        if (state === 'fresh') await this.adopt()
        return state
      })
      .finally(() => {
        this.#renewing = null
      })
    return this.#renewing
  }

  /** A gathering that the phone has only now heard of goes into the codes, unless somebody is busy with the screen. */
  #arrive() {
    const first = this.known.gatherings[0]?.id ?? ''
    const busy = document.activeElement?.closest('#meet') || document.querySelector('dialog[open]')
    if (this.#chose || this.chosen || !first || !isOn('code') || busy) return
    this.chosen = first
    this.showCode({ quiet: true })
  }

  /** The phone is looked at again: at a gathering others have come meanwhile. */
  freshen() {
    const since = Date.now() - Number(localStorage.getItem('visavis.kit') ?? 0)
    if (document.visibilityState === 'visible' && navigator.onLine && since > OLD_KIT) this.renew()
  }

  home = () => goHome()
  showCode = how => showCode(this, how)
  showTable = async () => (await import('./meet/table-screen.js')).showTable(this)
  showWaiting = async () => (await loadOutcome()).showWaiting(this)
  met = async met => (await loadOutcome()).showMet(this, met)
  person = async about => (await loadLoop()).showPerson(about)

  async scan({ forTable = false } = {}) {
    const { openScanner } = await import('./meet/scanner.js')
    this.#scanner?.close()
    this.#scanner = openScanner({
      guidance: t(forTable ? 'scan.guidance_table' : 'scan.guidance'),
      onText: (text, tell) => this.take(text, tell),
      instead: { label: t('scan.say'), go: () => this.#toSpoken() },
    })
  }

  #toSpoken() {
    if (!isOn('code')) this.home()
    setTimeout(() => document.getElementById('meet-digits')?.focus(), 50)
  }

  /** Reads, and where that takes a key not known here asks the server for it, and reads once more. */
  async #learning(read, tell) {
    const found = await read()
    if (found.problem !== 'unknown_key' || Date.now() - this.#asked < ASKED_LATELY) return found
    tell?.(t('scan.asking'))
    const silent = new Promise(resolve => setTimeout(resolve, PATIENCE, 'offline'))
    if ((await Promise.race([this.renew(), silent])) !== 'fresh') return { problem: 'unknown_offline' }
    this.#asked = Date.now()
    return read()
  }

  /** A code was read. @returns {Promise<string|null>} what to tell, or null where a screen has opened */
  async take(text, tell) {
    const { read } = await loadReading()
    const found = await this.#learning(() => read(text, this.known, this.offers), tell)
    if (found.problem) return t(`problem.${found.problem}`, { host: found.values?.host ?? '' })
    if (found.badge) await (await import('./meet/badge.js')).takeBadge(this, found.badge)
    else if (found.offer) await this.#answering(found)
    else await this.#confirming(found)
    return null
  }

  // B: I scanned an offer.

  async #answering(found) {
    const { answering } = await import('./meet/answering.js')
    await answering(this, found)
  }

  notThem() {
    this.home()
    say(t('person.nothing'))
  }

  // A: my offer was answered.

  async #confirming({ answer, live, person }) {
    const loop = Date.now() - live.made
    const back = () => (live.group ? this.showTable() : this.notThem())
    await this.person({ person, yes: () => this.#confirm(live, answer, person, loop), no: back })
  }

  async #confirm(live, answer, person, loop) {
    const { m1 } = live,
      m2 = answer.bytes
    const encounter = hex(await encounterId(m1, m2))
    await this.known.mine.put('confirmed', hex(await sha256(m2)), encounter)
    await this.known.mine.put('confirmed', hex(m2.subarray(2, 18)), { handle: person.handle })
    if (live.group) return this.#seat(live, m2, person)
    const { time } = await this.known.moment()
    const m3 = await makeConfirm(this.#of(live), time, loop, m1, m2)
    await enqueue({ m1, m2, m3 }, { role: 'offered', person, encounter, made: time })
    await this.offers.use(live)
    await this.met({ encounter, role: 'offered', person, half: true })
  }

  /** Who offered signs what follows of it, also when another key has taken its place since. */
  #of = ({ key }) => (key ? { ...this.known.signer, key } : this.known.signer)

  /** Six digits instead of the second scan: signed for each offer that was shown and still stands, one try for each. */
  async confirmSpoken(digits) {
    const live = this.offers.live()
    const loop = crypto.randomUUID()
    const { time } = await this.known.moment()
    await this.offers.use(...live)
    for (const offer of live) {
      const { m1, nonce } = offer
      const m3 = await makeSpokenConfirm(this.#of(offer), time, nonce, digits)
      await enqueue({ m1, m2: null, m3 }, { role: 'offered', person: null, encounter: null, loop, made: time })
    }
    await this.met({ encounter: null, loop, role: 'offered', person: null, half: false })
  }

  // A table.

  async #seat(table, m2, person) {
    const known = table.answers.some(seat => seat.person.handle === person.handle) // also where it was shown once more in full
    if (!known && table.answers.length < GROUP_LIMIT) table.answers.push({ m2, person })
    await this.offers.keep()
    await this.showTable()
    say(t('table.added', { name: called(person) }))
  }

  async confirmTable() {
    const people = []
    for (const table of this.offers.tables().filter(table => table.answers.length)) {
      const { m1, answers } = table
      const { time } = await this.known.moment()
      const m3 = await makeGroupConfirm(
        this.#of(table),
        time,
        m1,
        answers.map(({ m2 }) => m2),
      )
      for (const { m2, person } of answers) {
        await enqueue({ m1, m2, m3 }, { role: 'offered', person, encounter: hex(await encounterId(m1, m2)), made: time })
        people.push(person)
      }
    }
    await this.offers.closeTables()
    const { showTableMet } = await loadOutcome()
    showTableMet(this, people)
  }

  async leaveTable() {
    const seated = this.offers.tables().some(table => table.answers.length)
    if (seated) return this.confirmTable()
    await this.offers.closeTables()
    this.home()
  }

  // The server tells by itself.

  listen() {
    if (!('EventSource' in globalThis)) return
    let live
    const open = () => {
      if (live && live.readyState !== EventSource.CLOSED) return
      live = new EventSource('/live')
      live.addEventListener('encounter', event => this.#hear(JSON.parse(event.data)).catch(console.error))
    }
    addEventListener('online', open)
    open()
  }

  async #hear(told) {
    if (told.kind === 'answered') {
      const { readAnswer } = await loadReading()
      const found = await this.#learning(() => readAnswer(unhex(told.m2), this.known, this.offers))
      if (found.problem || !['code', 'table'].some(isOn)) return
      this.#scanner?.close()
      await this.#confirming({ ...found, person: { ...found.person, ...told.with } })
    } else if (told.kind === 'confirmed') {
      await heard(told)
      if (this.expected?.encounters.includes(told.encounter_id) && isOn('answer')) {
        this.#scanner?.close()
        this.expected.done(told.encounter_id)
      }
    }
  }
}

/** Nothing can be signed here yet: say why, and what to do. */
function showUnable(key) {
  const again = h('button', { type: 'button', class: 'button meet large', onclick: () => location.reload() }, t('unable.again'))
  const way =
    key === 'unable.signed_out' ? h('a', { class: 'button meet large', href: '/sign-in?next=/meet' }, t('unable.sign_in')) : again
  show({ name: 'code', heading: t('unable.heading'), body: [h('p', { class: 'lead' }, t(key)), way] }, { quiet: true })
}

async function open() {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return showUnable('unable.browser')
  let app = null
  openStage(() => (app ? app.showCode() : location.reload()))
  let what = await known()
  const refreshed = refreshKit()
  if (!what?.signer) {
    const state = await refreshed
    if (state === 'signed_out') return showUnable('unable.signed_out')
    what = await known()
    if (!what?.signer) return showUnable(what ? 'unable.certificate' : 'unable.never_online')
  }
  app = new App(what, await openOffers(what))
  keepSending()
  app.listen()
  navigator.storage?.persist?.()
  await openLink(app, { quiet: true })
  addEventListener('hashchange', () => openLink(app))
  if ((await refreshed) === 'fresh') await app.adopt()
  addEventListener('online', () => app.renew())
  document.addEventListener('visibilitychange', () => app.freshen())
  addEventListener('storage', ({ key }) => {
    if (key === 'visavis.persona') location.reload()
  }) // signed out in another tab
}

/** /meet#PAYLOAD: a code that a camera app opened. The payload leaves the address at once. */
async function openLink(app, how) {
  const payload = location.hash.slice(1)
  if (location.hash) history.replaceState(history.state, '', location.pathname)
  if (!/^[a-z2-7]{20,}$/i.test(payload)) return how && app.showCode(how)
  if (how) app.showCode(how)
  const words = await app.take(payload)
  if (words) {
    const note = h('p', { class: 'field-error', role: 'alert' }, words)
    document.querySelector('.meet-screen h1')?.after(note)
  }
}

open()

// B: I scanned an offer, and answer it. Loaded when that happens.

import { isReachable } from '../api.js'
import { hex } from '../card/bytes.js'
import { ANSWER, FLAG, OFFER, encounterId, makeAnswer, parse, spokenDigits } from '../card/message.js'
import { askAgain, enqueue, results } from '../queue.js'
import { showAnswer } from './loop-screens.js'
import { isOn, say } from './stage.js'
import { t } from './words.js'

const ASK_AGAIN = 10_000

/** @param {import('../meet.js').App} app @param {{offer: object, person: object}} found */
export async function answering(app, { offer, person }) {
  const id = hex(offer.kid) + hex(offer.nonce)
  const before = await app.known.mine.get('answered', id) // one nonce takes one answer of each: it is shown again
  if (before) return show(app, before)
  await app.person({ person, yes: () => answer(app, offer, person, id), no: () => app.notThem() })
}

async function answer(app, offer, person, id) {
  // In short while the server is heard: then the server tells the other phone of it. How old the other's list of keys is
  // nobody can see, so without one the answer says it all by itself.
  const short = isReachable() ? app.short(hex(offer.gathering ?? [])) : null
  const signer = short ?? app.known.signer
  await sign(app, signer, { id, m1: offer.bytes, person, group: Boolean(offer.flags & FLAG.group), encounters: [] })
}

async function sign(app, signer, { m2: earlier, ...about }) {
  const { id, m1, person } = about
  const { gathering } = parse(m1, OFFER)
  const nonce = crypto.getRandomValues(new Uint8Array(16))
  const m2 = await makeAnswer(signer, { ...(await app.known.moment()), nonce, gathering }, m1)
  const encounter = hex(await encounterId(m1, m2))
  const answered = { ...about, m2, earlier, encounters: [...about.encounters, encounter] }
  await app.known.mine.put('answered', id, answered)
  await enqueue({ m1, m2, m3: null }, { role: 'answered', person, encounter, loop: id, made: app.known.now() })
  await show(app, answered)
}

async function show(app, answered) {
  const { id, m1, m2, earlier, person, group, encounters } = answered
  const done = (encounter = encounters.at(-1)) => {
    clearInterval(asking)
    app.expected = null
    app.met({ encounter, loop: id, role: 'answered', person, half: !group })
  }
  app.expected = { encounters, done }
  const asking = setInterval(async () => {
    if (app.expected?.done !== done || !isOn('answer')) return clearInterval(asking)
    if (!navigator.onLine) return
    const about = { role: 'answered', person, loop: id, made: app.known.now() }
    for (const either of [m2, earlier].filter(Boolean)) {
      const encounter = hex(await encounterId(m1, either))
      await askAgain({ m1, m2: either, m3: null }, { ...about, encounter }).catch(() => {})
    }
    const result = (await results()).find(({ id, state }) => state === 'mutual' && encounters.includes(id))
    if (result && isOn('answer')) done(result.id)
  }, ASK_AGAIN)
  const { gathering, identity } = parse(m2, ANSWER)
  const inFull = () => {
    clearInterval(asking)
    app.full.add(hex(gathering ?? []))
    return sign(app, app.known.signer, answered)
  }
  const digits = await spokenDigits(m1, m2)
  const wasShort = Boolean(earlier)
  showAnswer({ app, m2, digits, person, done, inFull: identity ? null : inFull, wasShort })
  if (wasShort) say(t('full.shown'))
}

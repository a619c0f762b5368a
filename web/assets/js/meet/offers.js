// The offers that this phone has shown and may still be answered: the last three, and those of a table.

import { hex, sha256 } from '../card/bytes.js'
import { makeOffer } from '../card/message.js'

export const TURN = 15,
  TABLE_TURN = 60,
  LIVE = 3
const LOOP_LIMIT = 655_000 // the loop's time has to fit into its field

/** @param {import('../kit.js').Known} known */
export async function openOffers(known) {
  const { mine } = known
  const fresh = offer => Date.now() - offer.made < LOOP_LIMIT
  let live = ((await mine.get('offer', 'live')) ?? []).filter(fresh)
  let tables = (await mine.get('table', 'open')) ?? []

  async function make(signer, gathering, group) {
    const nonce = crypto.getRandomValues(new Uint8Array(16))
    const m1 = await makeOffer(signer, { ...(await known.moment()), nonce, gathering, group })
    return { m1, nonce, group, key: signer.key, made: Date.now(), answers: [] }
  }

  const keep = async () => {
    await mine.put('offer', 'live', live)
    await mine.put('table', 'open', tables)
  }

  return {
    live: () => live.filter(fresh),
    tables: () => tables,

    /** @param {import('../card/message.js').Signer} signer @param {Uint8Array} [gathering] */
    async next(signer, gathering) {
      const offer = await make(signer, gathering, false)
      live = [...live, offer].slice(-LIVE)
      await keep()
      return offer
    },

    async nextForTable(signer, gathering) {
      const offer = await make(signer, gathering, true)
      tables = [...tables.filter(table => table.answers.length || Date.now() - table.made < LIVE * TABLE_TURN * 1000), offer]
      await keep()
      return offer
    },

    /** The offer that an answer binds, if it is one of ours and still stands. @param {Uint8Array} offerHash 16 bytes */
    async find(offerHash) {
      for (const offer of [...live.filter(fresh), ...tables]) {
        if (hex((await sha256(offer.m1)).subarray(0, 16)) === hex(offerHash)) return offer
      }
      return null
    },

    /** One nonce takes one answer. */
    async use(...offers) {
      live = live.filter(offer => !offers.includes(offer))
      await keep()
    },

    keep,

    async closeTables() {
      tables = []
      await keep()
    },
  }
}

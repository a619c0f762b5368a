// A printed badge was read: whoever wears it has no phone here. With a network its page asks whether it is them; without
// one, what was read is kept and sent later, and its bearer is asked then.

import { enqueueBadge } from '../queue.js'
import { say } from './stage.js'
import { t } from './words.js'

const PATIENCE = 8_000 // a server that is silent for so long, while somebody waits before the camera, is not there

/** @param {import('../meet.js').App} app @param {string} code */
export async function takeBadge(app, code) {
  const page = `/b/${code}`
  const reachable = await fetch(page, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) }).then(
    ({ status }) => status < 500,
    () => false,
  )
  if (reachable) return location.assign(page)
  await enqueueBadge(code, app.known.now())
  app.home()
  say(t('badge.kept'))
}

// The camera, full-bleed, with one line of guidance. A dialog, so the keyboard stays in it and Escape closes it.

import { h } from '../dom.js'
import { t } from './words.js'

const PAUSE = 120,
  SAME_AGAIN = 4000

/**
 * @param {{guidance: string, onText: (text: string, tell: (words: string) => void) => Promise<string|null>, instead?: {label: string, go: () => void}}} about
 *   `onText` answers with what to say and goes on scanning, or with null when the scanner has done its work
 * @returns {{close: () => void}}
 */
export function openScanner({ guidance, onText, instead }) {
  const video = h('video', { playsinline: true, muted: true, autoplay: true, 'aria-hidden': 'true', class: 'meet-video' })
  video.muted = true
  const line = h('p', { class: 'meet-guidance', role: 'status' }, guidance)
  const torch = h('button', { type: 'button', class: 'button', hidden: true, 'aria-pressed': 'false' }, t('scan.torch'))
  const away = h('button', { type: 'button', class: 'button', onclick: () => close() }, t('scan.close'))
  const other =
    instead &&
    h(
      'button',
      {
        type: 'button',
        class: 'button',
        onclick: () => {
          close()
          instead.go()
        },
      },
      instead.label,
    )
  const dialog = h(
    'dialog',
    { class: 'meet-scanner', 'aria-label': t('scan.title') },
    video,
    h('div', { class: 'meet-aim', 'aria-hidden': 'true' }),
    line,
    h('div', { class: 'meet-scanner-ways' }, other, torch, away),
  )
  let stream = null,
    over = false

  function close() {
    if (over) return
    over = true
    for (const track of stream?.getTracks() ?? []) track.stop()
    dialog.close()
    dialog.remove()
  }
  dialog.addEventListener('cancel', event => {
    event.preventDefault()
    close()
  })
  document.body.append(dialog)
  dialog.showModal()
  start().catch(error => {
    line.textContent = t(camera(error))
  })

  async function start() {
    if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError')
    const wanted = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
    const [{ makeDecoder }] = await Promise.all([
      import('../card/decode.js'),
      navigator.mediaDevices.getUserMedia({ video: wanted, audio: false }).then(opened => {
        stream = opened
      }),
    ])
    if (over) return stream.getTracks().forEach(track => track.stop())
    video.srcObject = stream
    await video.play()
    offerTorch(stream.getVideoTracks()[0])
    await look(await makeDecoder())
  }

  function tell(words) {
    if (words !== line.textContent) line.textContent = words
  }

  async function look(decode) {
    let last = '',
      at = 0
    while (!over) {
      const text = video.readyState >= 2 ? await decode(video).catch(() => null) : null
      if (text && (text !== last || Date.now() - at > SAME_AGAIN)) {
        ;[last, at] = [text, Date.now()]
        const words = await onText(text, tell)
        if (words === null) return close()
        tell(words)
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE))
    }
  }

  function offerTorch(track) {
    if (!track.getCapabilities?.().torch) return
    torch.hidden = false
    torch.addEventListener('click', async () => {
      const lit = torch.getAttribute('aria-pressed') !== 'true'
      await track.applyConstraints({ advanced: [{ torch: lit }] }).catch(() => {})
      torch.setAttribute('aria-pressed', String(lit))
    })
  }

  return { close }
}

const camera = ({ name }) =>
  name === 'NotAllowedError' ? 'scan.not_allowed' : name === 'NotReadableError' ? 'scan.in_use' : 'scan.no_camera'

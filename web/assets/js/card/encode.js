// Draws a code's text as a QR code. Made in segments (alphanumeric, one byte for the #, alphanumeric), which takes 65
// modules with its border where one mode would take 85. Runs without a network.

import { correction, generate, mode } from '../../vendor/lean-qr.js'

const QUIET = 4
const SVG = 'http://www.w3.org/2000/svg'

/** @param {string} codeText @returns {{size: number, get(x: number, y: number): boolean}} */
export function encode(codeText) {
  const at = codeText.indexOf('#')
  const segments = mode.multi(
    mode.alphaNumeric(codeText.slice(0, at)),
    mode.ascii('#'),
    mode.alphaNumeric(codeText.slice(at + 1)),
  )
  return generate(segments, { minCorrectionLevel: correction.M })
}

/** One path of runs: small in the document, sharp at any size. @returns {SVGSVGElement} */
export function drawCode(codeText, label) {
  const code = encode(codeText)
  let path = ''
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y) || code.get(x - 1, y)) continue
      let run = 1
      while (code.get(x + run, y)) run++
      path += `M${x + QUIET} ${y + QUIET}h${run}v1h-${run}z`
    }
  }
  const whole = code.size + 2 * QUIET
  const svg = document.createElementNS(SVG, 'svg')
  for (const [name, value] of Object.entries({
    viewBox: `0 0 ${whole} ${whole}`,
    role: 'img',
    'aria-label': label,
    'shape-rendering': 'crispEdges',
  })) {
    svg.setAttribute(name, value)
  }
  const ground = document.createElementNS(SVG, 'rect')
  for (const [name, value] of Object.entries({ width: whole, height: whole, fill: '#fff' })) ground.setAttribute(name, value)
  const ink = document.createElementNS(SVG, 'path')
  ink.setAttribute('d', path)
  ink.setAttribute('fill', '#000')
  svg.append(ground, ink)
  return svg
}

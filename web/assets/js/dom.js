// Elements without markup in strings, so nothing a person wrote can become code.

const SVG = 'http://www.w3.org/2000/svg'

/**
 * @param {string} tag @param {Record<string, any>} [about] attributes; `on` + event for listeners
 * @param {...(Node|string|null|false)} children
 */
export const h = (tag, about = {}, ...children) => fill(document.createElement(tag), about, children)
export const s = (tag, about = {}, ...children) => fill(document.createElementNS(SVG, tag), about, children)

function fill(element, about, children) {
  for (const [name, value] of Object.entries(about)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false))
  return element
}

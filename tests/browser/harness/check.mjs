import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modules, out, slug } from './paths.mjs'

const axe = readFileSync(join(modules, 'axe-core/axe.min.js'), 'utf8')

/** Rules of axe that we know better than. May only shrink; each with its reason. */
const excused = {}

/**
 * What every page owes everybody: no violation that axe finds, light and dark, on a phone and on a desktop; nothing to
 * scroll sideways at 320 px; and HTML for the checker at the end of the run. Errors on the console, violations of the
 * content security policy and requests to other hosts are watched for throughout (see World.problems).
 */
export async function checkPage(page, { name = new URL(page.url()).pathname, story = '' } = {}) {
  const found = []
  const seen = page.scriptIsOff ? await withScript(page) : page
  const size = seen.viewportSize()
  await seen.emulateMedia({ reducedMotion: 'reduce' })
  for (const width of [360, 1280]) {
    await seen.setViewportSize({ width, height: 800 })
    for (const colorScheme of ['light', 'dark']) {
      await seen.emulateMedia({ colorScheme })
      for (const violation of await violations(seen)) found.push(`${violation} [${width} px, ${colorScheme}]`)
    }
  }
  await seen.setViewportSize({ width: 320, height: 740 })
  found.push(...(await seen.evaluate(sideways)))
  await seen.setViewportSize(size)
  await seen.emulateMedia({ colorScheme: page.scheme, reducedMotion: null })
  if (seen !== page) await seen.context().close()
  await collect(page, story, name)
  if (found.length) throw new Error(`${name} (${page.url()}):\n  ${merge(found).join('\n  ')}`)
}

/** What axe has to say, one line for each element. Injected past the page's policy, as an extension would be. */
export async function violations(page) {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(`${axe};0`)
  const rules = { 'target-size': { enabled: true }, ...Object.fromEntries(Object.keys(excused).map(rule => [rule, { enabled: false }])) }
  const found = await page.evaluate(async rules => {
    await document.fonts.ready
    // A change of scheme or width is drawn a frame later, and may pass over by a transition.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    await Promise.all(document.getAnimations().filter(one => one.effect?.getComputedTiming().endTime < 5000).map(one => one.finished.catch(() => {})))
    const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false, rules })
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(node => {
        const why = [...node.any, ...node.all, ...node.none].map(check => check.message).join('; ')
        return `${id}: ${help}: ${node.target.join(' ')} (${why})`
      }),
    )
  }, rules)
  return found
}

/**
 * axe needs script. Where a person's is off, a copy of what they see is looked at instead: what stood in noscript
 * plainly there, and no script of the page's own.
 */
async function withScript(page) {
  const html = await page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true)
    for (const script of copy.querySelectorAll('script')) script.remove()
    for (const fallback of copy.querySelectorAll('noscript')) fallback.replaceWith(...fallback.childNodes)
    return `<!doctype html>${copy.outerHTML}`
  })
  const context = await page.context().browser().newContext({ viewport: page.viewportSize() })
  await context.addCookies(await page.context().cookies())
  const copy = await context.newPage()
  await copy.route(url => url.href === page.url(), route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
  await copy.goto(page.url())
  return copy
}

function sideways() {
  const root = document.documentElement
  if (root.scrollWidth <= 320) return []
  const widest = [...document.body.querySelectorAll('*')].filter(element => element.getBoundingClientRect().right > 320.5)
  const names = widest.slice(-3).map(element => element.tagName.toLowerCase() + [...element.classList].map(word => `.${word}`).join(''))
  return [`scrolls sideways at 320 px (${root.scrollWidth} px wide: ${names.join(', ')})`]
}

/** The same finding at several widths and in both schemes is told once. */
function merge(found) {
  const seen = new Map()
  for (const line of found) {
    const [, what, where = ''] = line.match(/^(.*?)(?: (\[[^\]]*\]))?$/s)
    seen.set(what, [...(seen.get(what) ?? []), where])
  }
  return [...seen].map(([what, where]) => `${what} ${where.join('')}`)
}

/** Keeps the HTML as the server sent it, not as the browser mended it. */
async function collect(page, story, name) {
  const document = page.lastDocument
  let html
  if (document && document.url().split('#')[0] === page.url().split('#')[0]) html = await document.text().catch(() => undefined)
  html ??= await (await page.context().request.get(page.url())).text()
  collectHtml(html, { story, name, url: page.url() })
}

/** Also for HTML that no browser shows: the one in a mail. */
export function collectHtml(html, { story, name, url }) {
  const directory = join(out, 'html')
  const file = createHash('sha256').update(html).digest('hex').slice(0, 16)
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, `${file}.html`), html)
  writeFileSync(join(directory, `${file}.json`), JSON.stringify({ story, name, url }))
}

/** A page as it looks on a phone and on a desktop, for people to judge: .out/shots/NAME-phone.png and so on. */
export async function shot(page, name, { dark = true } = {}) {
  const size = page.viewportSize()
  const directory = join(out, 'shots')
  mkdirSync(directory, { recursive: true })
  const take = as => page.screenshot({ path: join(directory, `${slug(name)}-${as}.png`), fullPage: true, animations: 'disabled' })
  await page.emulateMedia({ colorScheme: 'light' })
  for (const [as, width, height] of [['phone', 360, 740], ['desktop', 1280, 800]]) {
    await page.setViewportSize({ width, height })
    await take(as)
    if (!dark) continue
    await page.emulateMedia({ colorScheme: 'dark' })
    await take(`${as}-dark`)
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: page.scheme })
}

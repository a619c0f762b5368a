// What the stories of two phones have in common.
import { until } from './until.mjs'

export const button = (person, name) => person.page.getByRole('button', { name }).first()

/** The service worker keeps the screen, and the device its key and certificate: only then it works with no network. */
export async function ready(person) {
  await person.go('/meet')
  await person.page.locator('[data-screen=code] .meet-sheet svg').waitFor()
  await until(`${person.name}'s phone to keep the screen`, () =>
    person.page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready
      return active && Boolean(await caches.match('/meet', { cacheName: 'visavis-pages' }))
    }),
  )
}

/** Their code, on a page that is opened anew. */
export async function reopened(person, program) {
  await person.page.goto(new URL('/meet', program.url).href)
  await person.page.locator('[data-screen=code] .meet-sheet svg').waitFor()
}

/** One phone's camera is held up to the code on the other, until its screen is the next one. */
export async function scans(person, other, next) {
  await person.looksAt(other, '.meet-code')
  await person.page.getByRole('button', { name: 'Scan their code' }).click()
  await person.page.locator(`[data-screen=${next}]`).waitFor({ timeout: 30_000 })
}

/** Publishes a gathering that begins in ten minutes. @returns {Promise<string>} its path */
export async function publishes(person, title) {
  const { page } = person
  await person.go('/g/new')
  await page.getByLabel('What is it called?').fill(title)
  await page.getByLabel('What happens there?').fill('We weave, and talk.')
  // In UTC, so that the evening does not end before it begins.
  const at = ms => new Date(Date.now() + ms).toISOString()
  const begins = at(10 * 60_000)
  await page.getByLabel('Day', { exact: true }).fill(begins.slice(0, 10))
  await page.getByLabel('From', { exact: true }).fill(begins.slice(11, 16))
  await page.getByLabel('To', { exact: true }).fill(at(130 * 60_000).slice(11, 16))
  await page.getByLabel('Venue').fill('The workshop')
  await page.getByLabel('Town').first().fill('London, GB')
  const zone = page.locator('[name=zone]')
  if ((await zone.count()) && !(await zone.isVisible())) await page.locator('details:has([name=zone]) > summary').first().click()
  if (await zone.count()) await zone.fill('UTC').catch(() => {})
  await page.locator('main form button.primary[type=submit]').last().click()
  await page.waitForURL(/\/g\/[0-9a-z]{13}/)
  return new URL(page.url()).pathname
}

/**
 * What their phone keeps of a kind, the key of each with it; `change` may be given to put something else in its place.
 * @param {string} kind as in web/assets/js/store.js @param {(value: any) => any} [change] runs in their browser
 */
export const keeps = (person, kind, change = null) =>
  person.page.evaluate(`(${asked})(${JSON.stringify(kind)}, ${change})`)

async function asked(kind, change) {
  const wait = request =>
    new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }))
  const database = await wait(indexedDB.open('visavis', 1))
  const things = database.transaction('things', 'readwrite').objectStore('things')
  const found = []
  for (const key of await wait(things.getAllKeys())) {
    if (key[1] !== kind) continue
    let value = await wait(things.get(key))
    if (change) await wait(things.put((value = change(value)), key))
    found.push(value)
  }
  database.close()
  const plain = (_, part) => (part instanceof Uint8Array ? { bytes: part.length } : part)
  return JSON.parse(JSON.stringify(found, plain))
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium as playwright } from 'playwright-core'
import { Camera } from './camera.mjs'
import { Line } from './line.mjs'
import { Passkeys } from './passkeys.mjs'
import { chromium, patience } from './paths.mjs'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const devices = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 } },
}

/** A Chromium that several people may share, each in a context of their own. */
export const openBrowser = () => playwright.launch({ executablePath: chromium, headless: true, args: flags })

/** Somebody at a browser: their page, their passkeys, their line to the server, and their camera if they have one. */
export class Person {
  /** What went wrong in their browser: errors on the console, uncaught ones, violations of the policy. */
  problems = []
  passkeys = new Passkeys()
  #allowed = []
  #offline = false
  #context
  #profile

  /**
   * A person with a camera has a Chromium and a profile of their own (and so can `reopen` it, and a phone's storage is
   * a phone's); the others share `browser()`.
   */
  static async arrive(name, server, options, browser) {
    const person = new Person()
    person.name = name
    person.email = options.email ?? `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@example.org`
    person.server = server
    person.line = await Line.open()
    person.options = options
    person.browser = browser
    await person.#open()
    return person
  }

  async #open() {
    const { device = 'phone', camera = false, script = true, locale = 'en-GB', zone = 'Europe/London', at, scheme = 'light' } = this.options
    const settings = {
      ...devices[device],
      locale,
      timezoneId: zone,
      colorScheme: scheme,
      javaScriptEnabled: script,
      proxy: { server: this.line.url },
      ...(at && { geolocation: at, permissions: ['geolocation'] }),
    }
    if (camera) {
      this.#profile ??= mkdtempSync(join(tmpdir(), 'visavis-phone-'))
      this.camera ??= await Camera.make(join(this.#profile, 'camera.y4m'))
      this.#context = await playwright.launchPersistentContext(join(this.#profile, 'profile'), {
        ...settings,
        executablePath: chromium,
        headless: true,
        args: [
          ...flags,
          '--use-fake-device-for-media-stream',
          '--use-fake-ui-for-media-stream',
          `--use-file-for-fake-video-capture=${this.camera.file}`,
        ],
      })
    } else {
      this.#context = await (await this.browser()).newContext(settings)
    }
    this.#context.setDefaultTimeout(10_000 * patience)
    this.#context.setDefaultNavigationTimeout(15_000 * patience)
    await this.#context.tracing.start({ snapshots: true, screenshots: false })
    this.#watch(this.#context)
    this.page = this.#context.pages()[0] ?? (await this.#context.newPage())
    await this.#ready(this.page)
  }

  #watch(context) {
    const note = text => {
      const quiet = this.#offline || this.#allowed.some(pattern => pattern.test(text))
      if (!quiet) this.problems.push(`${this.name}: ${text}`)
    }
    context.on('console', message => {
      if (message.type() === 'error') note(`${message.text()} (${message.location().url})`)
    })
    context.on('request', request => {
      const { protocol, hostname, host } = new URL(request.url())
      if (protocol.startsWith('http') && !['localhost', '127.0.0.1'].includes(hostname)) this.problems.push(`${this.name}: a request to ${host}`)
    })
    context.on('weberror', error => note(`uncaught ${error.error().stack ?? error.error()}`))
    context.on('serviceworker', worker =>
      worker.on('console', message => {
        if (message.type() === 'error') note(`service worker: ${message.text()}`)
      }),
    )
  }

  async #ready(page) {
    page.on('response', response => {
      const request = response.request()
      if (request.isNavigationRequest() && response.frame() === page.mainFrame()) page.lastDocument = response
    })
    page.scheme = this.options.scheme ?? 'light'
    page.scriptIsOff = this.options.script === false
    if (!page.scriptIsOff) await this.passkeys.attach(page)
  }

  get context() {
    return this.#context
  }

  /** Another page of the same browser, with the same passkeys. */
  async newPage() {
    const page = await this.#context.newPage()
    await this.#ready(page)
    return page
  }

  /** To a path of the server (or a whole address, from a mail say). Fails if the answer is an error. */
  async go(path = '/') {
    const response = await this.page.goto(new URL(path, this.server.url).href)
    if (response && response.status() >= 400) throw new Error(`${path} answered ${response.status()}`)
    return response
  }

  /** Waits until the page says so, visibly. */
  async sees(text) {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor()
  }

  /** An error that the story provokes on purpose: a refused form, say. */
  allow(pattern) {
    this.#allowed.push(pattern)
  }

  /** Holds the camera up to what somebody else's screen shows. */
  async looksAt(other, selector = 'body') {
    await this.camera.show(await other.page.locator(selector).first().screenshot())
  }

  /**
   * No network: nothing passes, not for service workers either, and what was under way breaks off. With
   * `noticed: false` the phone still believes that it is online, as in a cellar with one bar.
   */
  async goOffline({ noticed = true } = {}) {
    this.#offline = true
    this.line.cut()
    if (noticed) await this.#context.setOffline(true)
  }

  async goOnline() {
    this.line.mend()
    await this.#context.setOffline(false)
    this.#offline = false
  }

  /** The phone is switched off and on again; what its profile keeps is still there. Needs a camera person. */
  async reopen() {
    if (!this.#profile) throw new Error(`${this.name} has no profile of their own: arrive with { camera: true }`)
    await this.passkeys.all()
    await this.#context.close()
    await this.#open()
    if (this.#offline) await this.goOffline()
  }

  /** What a failed story leaves behind: the page as seen and as written, and Playwright's trace. */
  async keepEvidence(directory, prefix) {
    const keep = async (what, save) => save().catch(error => console.log(`    (no ${what} of ${this.name}: ${error.message.split('\n')[0]})`))
    await keep('screenshot', () => this.page.screenshot({ path: join(directory, `${prefix}.png`), fullPage: true, timeout: 5_000 }))
    await keep('trace', () => this.#context.tracing.stop({ path: join(directory, `${prefix}.trace.zip`) }))
  }

  async leave() {
    await this.#context.close().catch(() => {})
    await this.line.close()
    if (this.#profile) rmSync(this.#profile, { recursive: true, force: true })
  }
}

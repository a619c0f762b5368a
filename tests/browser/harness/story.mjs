import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { checkPage, collectHtml, shot } from './check.mjs'
import { signIn, signUp } from './members.mjs'
import { out, slug } from './paths.mjs'
import { openBrowser, Person } from './person.mjs'
import { startServer } from './server.mjs'
import { inTime } from './until.mjs'

/**
 * Tells a story: `tell` is given the world, which is tidied up afterwards, and which keeps the evidence if the story
 * fails. A story that ends well but leaves an error on somebody's console has not ended well.
 */
export function story(name, tell, { limit = 180_000 } = {}) {
  test(name, async () => {
    const world = new World(name)
    try {
      await inTime('the story', limit, Promise.resolve(tell(world)))
      const problems = world.problems
      if (problems.length) throw new Error(`all went as told, but:\n  ${problems.join('\n  ')}`)
    } catch (error) {
      await world.keepEvidence(error)
      throw error
    } finally {
      await world.end()
    }
  })
}

/** The servers and the people of one story. Its functions may be taken apart: `async ({ server, person }) => …`. */
class World {
  #name
  #servers = []
  #people = []
  #browser
  #steps = []

  constructor(name) {
    this.#name = name
    for (const verb of ['server', 'serverIs', 'person', 'member', 'step', 'check', 'checkMail', 'shot']) {
      this[verb] = this[verb].bind(this)
    }
  }

  /** Starts the program: see startServer. The latest is the one that people arrive at. */
  async server(options) {
    const server = await startServer(options)
    this.#servers.push(server)
    return server
  }

  /** Uses something else as the server: `{ url, mail, end(), saveLog(), problems }`, all but the first optional. */
  serverIs(server) {
    this.#servers.push(server)
    return server
  }

  /**
   * Somebody arrives at a browser: `{ device: 'phone' | 'desktop', camera, script, scheme, locale, zone, at, email,
   * server }`, all optional.
   */
  async person(name, options = {}) {
    const server = options.server ?? this.#servers.at(-1)
    const person = await Person.arrive(name, server, options, () => (this.#browser ??= openBrowser()))
    person.signUp = options => signUp(person, options)
    person.signIn = options => signIn(person, options)
    this.#people.push(person)
    return person
  }

  /** Somebody arrives and becomes a member. */
  async member(name, options = {}) {
    const person = await this.person(name, options)
    await person.signUp(options)
    return person
  }

  /** Says where the story is: what failed is looked for after the last of these. */
  async step(what, action) {
    const from = Date.now()
    this.#steps.push(what)
    try {
      return await action?.()
    } finally {
      console.log(`    · ${what}${action ? ` (${((Date.now() - from) / 1000).toFixed(1)} s)` : ''}`)
    }
  }

  /** See checkPage. Takes a person, or a page. */
  async check(whose, name) {
    await checkPage(whose.page ?? whose, { name, story: this.#name })
  }

  /** Has the HTML of a mail checked with the pages'. */
  checkMail(mail) {
    collectHtml(mail.html, { story: this.#name, name: `mail “${mail.subject}”`, url: mail.file })
  }

  async shot(whose, name, options) {
    await shot(whose.page ?? whose, name, options)
  }

  get problems() {
    return [
      ...this.#people.flatMap(person => person.problems),
      ...this.#servers.flatMap(server => server.problems ?? []),
    ]
  }

  async keepEvidence(error) {
    const directory = join(out, slug(this.#name))
    mkdirSync(directory, { recursive: true })
    const words = [this.#name, '', ...this.#steps.map(step => `· ${step}`), '', error.stack, ...(error.cause ? [error.cause.stack] : []), '', ...this.problems]
    writeFileSync(join(directory, 'story.txt'), stripVTControlCharacters(words.join('\n')))
    for (const person of this.#people) await person.keepEvidence(directory, slug(person.name))
    this.#servers.forEach((server, at) => server.saveLog?.(join(directory, `server${at || ''}.log`)))
    console.log(`    evidence is in ${directory}`)
  }

  async end() {
    for (const person of this.#people) await person.leave()
    await (await this.#browser)?.close()
    for (const server of this.#servers) await server.end?.()
  }
}

export { until } from './until.mjs'

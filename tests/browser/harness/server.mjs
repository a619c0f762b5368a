import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Outbox } from './mail.mjs'
import { binary } from './paths.mjs'
import { inTime, until } from './until.mjs'

/** In a story everybody comes from one address, and does in seconds what takes people an evening. */
const usual = { NO_COLOR: '1', VISAVIS_NO_LIMITS: 'true' }

const running = new Set()
process.on('exit', () => running.forEach(child => child.kill('SIGKILL')))

/**
 * The running program, as an operator would start it, on a port of its own and a directory of its own.
 * `demo` starts it with the demo's world in it.
 */
export async function startServer(options = {}) {
  const server = new Server(options)
  await server.start()
  return server
}

class Server {
  /** What it printed, since its first start. */
  log = ''
  port = 0
  #child
  #exited
  #removeData

  constructor({ demo = false, data, env = {}, args = [] }) {
    this.demo = demo
    this.data = data ?? mkdtempSync(join(tmpdir(), 'visavis-story-'))
    this.#removeData = data === undefined
    this.env = env
    this.args = args
    mkdirSync(this.data, { recursive: true })
    this.mail = new Outbox(join(this.data, 'outbox'))
  }

  /** As browsers know it: passkeys and cameras want a secure origin, and http://localhost is one. */
  get url() {
    return `http://localhost:${this.port}`
  }

  /** The first time it takes any free port; from then on it keeps it. */
  async start() {
    const args = [this.demo ? 'demo' : 'serve', '--data', this.data, '--listen', `127.0.0.1:${this.port}`, ...this.args]
    const child = spawn(binary, args, { env: { ...process.env, ...usual, ...this.env }, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    this.#child = child
    const from = this.log.length
    const keep = chunk => (this.log += chunk)
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    this.#exited = new Promise(resolve => {
      child.on('exit', (code, signal) => resolve({ code, signal }))
      child.on('error', error => {
        keep(`${error}\n`)
        resolve({ code: -1, signal: null })
      })
    })
    let gone
    this.#exited.then(how => {
      gone = how
      running.delete(child)
    })
    await until('the server to be ready', async () => {
      if (gone) return true
      const ready = this.log.slice(from).match(/ready at https?:\/\/[^\s/]+?:(\d+)/)
      if (!ready) return false
      this.port = Number(ready[1])
      return (await fetch(`http://127.0.0.1:${this.port}/health`)).status === 200
    }, { within: 30_000 })
    if (gone) throw new Error(`the server ended with ${gone.signal ?? gone.code}:\n${this.log.slice(from)}`)
  }

  /** Asks it to end, and holds it to that: a server that has to be killed here has a bug. */
  async stop() {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGTERM')
      await inTime('the server, asked to stop,', 15_000, this.#exited)
    }
  }

  /** The power goes. */
  async kill9() {
    this.#child.kill('SIGKILL')
    await this.#exited
  }

  /** Same data, same port. */
  async restart() {
    await this.stop()
    await this.start()
  }

  /** What went wrong inside it that no page need have shown. */
  get problems() {
    return [...this.log.matchAll(/^.*panicked at.*$/gm)].map(([line]) => `server: ${line}`)
  }

  async end() {
    try {
      await this.stop()
    } finally {
      this.#child?.kill('SIGKILL')
      if (this.#removeData) rmSync(this.data, { recursive: true, force: true })
    }
  }

  saveLog(file) {
    writeFileSync(file, this.log)
  }
}

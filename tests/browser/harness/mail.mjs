import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { until } from './until.mjs'

/** The local outbox that mail lands in while no SMTP server is set: one .eml file a message. */
export class Outbox {
  #directory
  #messages = new Map()
  #read = new Set()

  constructor(directory) {
    this.#directory = directory
  }

  /** The next message to this address that the story has not read yet (and, if given, with this subject). */
  async waitFor(address, { subject, within } = {}) {
    const message = await until(
      `mail to ${address}${subject ? ` about ${subject}` : ''}`,
      async () => (await this.unread()).find(mail => mail.to.includes(address.toLowerCase()) && fits(mail.subject, subject)),
      { within },
    ).catch(async error => {
      const others = (await this.unread()).map(mail => `  to ${mail.to}: ${mail.subject}`)
      throw new Error(`${error.message}; unread is\n${others.join('\n') || '  nothing'}`)
    })
    this.#read.add(message.file)
    return message
  }

  /** Everything sent that the story has not spoken of. */
  async unread() {
    return (await this.all()).filter(mail => !this.#read.has(mail.file))
  }

  /** Everything sent, oldest first. */
  async all() {
    for (const file of this.#files()) {
      if (this.#messages.has(file)) continue
      const raw = readFileSync(join(this.#directory, file))
      if (raw.length > 0) this.#messages.set(file, await parse(file, raw))
    }
    return [...this.#messages.values()].sort((a, b) => (a.file < b.file ? -1 : 1))
  }

  #files() {
    try {
      return readdirSync(this.#directory).filter(name => name.endsWith('.eml'))
    } catch (error) {
      if (error.code === 'ENOENT') return []
      throw error
    }
  }
}

const fits = (subject, wanted) =>
  wanted === undefined || (wanted instanceof RegExp ? wanted.test(subject) : subject.includes(wanted))

/** Text, HTML and links as a mail program would show them, whatever the transfer encoding. */
async function parse(file, raw) {
  const mail = await PostalMime.parse(raw)
  const text = mail.text ?? ''
  return {
    file,
    from: mail.from?.address ?? '',
    to: [mail.to, mail.cc, mail.bcc].flatMap(list => list ?? []).map(who => who.address?.toLowerCase()),
    subject: mail.subject ?? '',
    text,
    html: mail.html ?? '',
    links: [...text.matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map(([link]) => link.replace(/[.,;:]$/, '')),
    attachments: mail.attachments ?? [],
    header: name => mail.headers.find(header => header.key === name.toLowerCase())?.value,
    raw: raw.toString('latin1'),
  }
}

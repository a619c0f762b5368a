import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { modules } from './paths.mjs'

/** What the checker says that we know better. May only shrink; each with its reason. */
const excused = []

/**
 * Runs the Nu HTML checker once over all pages that a directory holds. Answers with how many there were, and what is
 * wrong with them.
 */
export async function checkHtml(directory) {
  const pages = existsSync(directory) ? readdirSync(directory).filter(file => file.endsWith('.html')) : []
  if (pages.length === 0) return { pages: 0, errors: [] }
  const java = spawn(
    'java',
    ['-Xss8m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', join(modules, 'vnu-jar/build/dist/vnu.jar'), '--errors-only', '--format', 'json', '--exit-zero-always', ...pages],
    { cwd: directory },
  )
  let said = ''
  java.stderr.setEncoding('utf8').on('data', chunk => (said += chunk))
  await new Promise((resolve, reject) => java.on('close', resolve).on('error', reject))
  const { messages } = JSON.parse(said.slice(said.indexOf('{')))
  const errors = messages
    .filter(({ message }) => !excused.some(pattern => pattern.test(message)))
    .map(({ url, lastLine, message, extract }) => {
      const page = describe(join(directory, basename(url)))
      return `${page}, line ${lastLine}: ${message}${extract ? `\n      ${extract.replace(/\s+/g, ' ').trim()}` : ''}`
    })
  return { pages: pages.length, errors }
}

function describe(file) {
  const about = file.replace(/html$/, 'json')
  if (!existsSync(about)) return file
  const { story, name, url } = JSON.parse(readFileSync(about))
  return `${name} (${url}) in “${story}”`
}

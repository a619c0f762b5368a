// Runs the stories, and then the HTML checker over every page that they came by.
//   node run.mjs [NAME…]    with names: the files whose name contains one of them
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { checkHtml } from './harness/html.mjs'
import { atOnce, binary, chromium, here, out } from './harness/paths.mjs'

const wanted = process.argv.slice(2)
const files = readdirSync(join(here, 'stories'))
  .filter(file => file.endsWith('.test.mjs') && (wanted.length === 0 || wanted.some(name => file.includes(name))))
  .sort()
  .map(file => join(here, 'stories', file))

if (!chromium) fail('Chromium is not installed')
if (files.length === 0) fail(`no story's name contains ${wanted.join(' or ')}`)
if (!existsSync(binary)) console.log(`${binary} is not built: stories that start it will fail`)
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

let passed = 0
const failures = []
const tell = (name, ms, error) => {
  console.log(`${error ? 'FAIL' : 'PASS'}  ${name} (${(ms / 1000).toFixed(1)} s)`)
  if (!error) passed += 1
  else failures.push([name, error])
}

await new Promise(resolve =>
  run({ files, concurrency: atOnce, timeout: Infinity })
    .on('test:stdout', ({ message }) => process.stdout.write(message))
    .on('test:stderr', ({ message }) => process.stdout.write(message))
    .on('test:pass', ({ name, details }) => tell(name, details.duration_ms))
    .on('test:fail', ({ name, details }) => tell(name, details.duration_ms, details.error.cause ?? details.error))
    .on('end', resolve)
    .resume(),
)

const from = Date.now()
const { pages, errors } = await checkHtml(join(out, 'html'))
if (pages) tell(`the HTML of ${pages} pages`, Date.now() - from, errors.length ? errors.join('\n') : undefined)

const told = error => stripVTControlCharacters(String(error.stack ?? error)).replace(/^/gm, '  ')
for (const [name, error] of failures) {
  console.log(`\n${name}\n${told(error)}`)
  if (error.cause) console.log(told(error.cause))
}
console.log(`\nstories: ${passed} passed, ${failures.length} failed`)
process.exit(failures.length ? 1 : 0)

function fail(why) {
  console.log(`${why}\nstories: 0 passed, 1 failed`)
  process.exit(1)
}

// Where things are, and how patient we are. Nothing here does anything.
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const here = dirname(dirname(fileURLToPath(import.meta.url)))
export const repository = resolve(here, '../..')
export const out = join(here, '.out')
export const modules = join(here, 'node_modules')

/** The program under test: VISAVIS_BINARY, or what `cargo build` left. */
export const binary =
  process.env.VISAVIS_BINARY ??
  join(resolve(repository, process.env.CARGO_TARGET_DIR ?? 'target'), 'debug/visavis')

export const chromium =
  process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

/** Multiplies every limit on waiting, for slow machines: STORIES_PATIENCE=3. */
export const patience = Number(process.env.STORIES_PATIENCE ?? 1)

/** How many story files run at once: STORIES_AT_ONCE. A story is a server, a browser or two, and ffmpeg. */
export const atOnce = Number(process.env.STORIES_AT_ONCE ?? (availableParallelism() >= 4 ? 2 : 1))

export const slug = text => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60)

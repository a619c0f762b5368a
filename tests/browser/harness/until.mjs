import { patience } from './paths.mjs'

/**
 * Asks again until the answer is truthy, and gives it back. The only way a story waits for something that is not on
 * a page: never for a length of time.
 */
export async function until(what, question, { within = 10_000 } = {}) {
  const deadline = Date.now() + within * patience
  let last
  for (;;) {
    try {
      const answer = await question()
      if (answer) return answer
      last = undefined
    } catch (error) {
      last = error
    }
    if (Date.now() > deadline) {
      throw new Error(`waited ${(within * patience) / 1000} s for ${what}`, { cause: last })
    }
    await new Promise(again => setTimeout(again, 40))
  }
}

/** The promise, or an error that says what took too long. */
export function inTime(what, limit, promise) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${(limit * patience) / 1000} s`)), limit * patience)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

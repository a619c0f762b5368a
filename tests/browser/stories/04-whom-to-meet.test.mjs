// Story 4: somebody who goes sees whom they know only online, who could introduce them, and who likes the same; marks whom
// to meet; and sees afterwards who of them they met.
import assert from 'node:assert/strict'
import { button, keeps, publishes, ready, reopened, scans } from '../harness/meeting.mjs'
import { story, until } from '../harness/story.mjs'

const says = (person, what, whom) => person.page.getByRole('button', { name: new RegExp(`^${what}\\s?: ${whom}$`) }).click()

async function follows(one, handle) {
  await one.go(`/@${handle}`)
  await button(one, /^Follow/).click()
  await one.sees('Followed.')
}

/** They follow each other and say, one after the other, that they met. */
async function met(one, other) {
  const handle = person => person.name.toLowerCase()
  await follows(one, handle(other))
  await follows(other, handle(one))
  for (const [who, whom] of [[one, other], [other, one]]) {
    await who.go(`/encounters/with/${handle(whom)}`)
    await button(who, 'We met').click()
    await who.page.waitForURL(/\/encounters\/[^/]+(\?|$)/)
  }
}

async function likes(person, interest) {
  await person.go('/you/profile')
  await person.page.locator('label').filter({ hasText: interest }).first().click()
  await person.page.locator('main form button[type=submit]').first().click()
  await person.sees('Saved')
}

story('whom to meet, and whom of them one met', async ({ server, member, step, check, shot }) => {
  const program = await server()
  const ada = await member('Ada', { camera: true })
  const bob = await member('Bob', { camera: true })
  const cleo = await member('Cleo', { device: 'desktop', passkey: false })
  const dora = await member('Dora', { device: 'desktop', passkey: false, script: false })
  const emil = await member('Emil', { passkey: false })

  await step('Ada knows Bob online, has met Cleo, and likes what Emil likes; Cleo has met Dora', async () => {
    await follows(ada, 'bob')
    await follows(bob, 'ada')
    await met(ada, cleo)
    await met(cleo, dora)
    await likes(ada, 'Chess')
    await likes(emil, 'Chess')
  })

  const gathering = await step('Cleo publishes a gathering, and all are coming', async () => {
    const path = await publishes(cleo, 'The weavers’ conference')
    for (const one of [ada, bob, dora, emil]) {
      await one.go(path)
      await button(one, 'I’m coming').click()
      await one.sees('You’re coming')
    }
    return path
  })

  await step('each of them stands on Ada’s list for a reason', async () => {
    await ada.go(gathering)
    await ada.page.getByRole('link', { name: 'Your list' }).click()
    await ada.sees('You follow each other, and never met.')
    await ada.sees('Cleo knows them.')
    await ada.sees('Ask Cleo to introduce you.')
    await ada.sees('You both like Chess.')
    await check(ada, 'whom to meet')
    await shot(ada, 'whom to meet')
  })

  await step('she would like to meet Bob and Dora, and not Emil this time', async () => {
    await says(ada, 'I’d like to meet', 'Bob')
    await ada.sees('Noted. They learn it only if they’d like to meet you too.')
    await says(ada, 'I’d like to meet', 'Dora')
    await says(ada, 'Let them know', 'Dora')
    await ada.sees('They may know it.')
    await says(ada, 'Not this time', 'Emil')
    await ada.sees('One person set aside')
    await check(ada, 'whom to meet, marked')
    await shot(ada, 'whom to meet, marked')
  })

  await step('Bob knows nothing of it until he says the same', async () => {
    await bob.go(`${gathering}/whom`)
    assert.doesNotMatch(await bob.page.locator('main').innerText(), /would like to meet/i)
    await says(bob, 'I’d like to meet', 'Ada')
    await bob.sees('You both would like to meet.')
    await ada.go('/notices')
    await ada.sees('You and Bob would both like to meet at The weavers’ conference')
  })

  await step('Dora may know, also without script', async () => {
    await dora.go('/notices')
    await dora.page.getByRole('link', { name: /Ada would like to meet you at/ }).click()
    await dora.sees('Would like to meet you')
    await check(dora, 'somebody would like to meet me')
    await shot(dora, 'somebody would like to meet me')
    await says(dora, 'I’d like to meet', 'Ada')
    await dora.sees('You both would like to meet.')
  })

  await step('Emil chooses to be suggested to nobody', async () => {
    await emil.go('/you')
    await emil.page.getByRole('link', { name: 'Whom to meet' }).click()
    await emil.page.getByLabel('Suggest me to people who don’t know me').uncheck()
    await check(emil, 'how I appear on lists')
    await shot(emil, 'how I appear on lists')
    await button(emil, 'Save').click()
    await emil.sees('Saved.')
  })

  await step('Ada and Bob meet there, with no network', async () => {
    for (const one of [ada, bob]) {
      await one.go(gathering)
      await button(one, 'I’m here').click()
      await one.sees('You’re here')
      await ready(one)
    }
    for (const one of [ada, bob]) {
      await until(`${one.name} to have a key for it`, async () => (await keeps(one, 'gathering_key'))[0]?.registered)
    }
    for (const one of [ada, bob]) await ready(one)
    await ada.goOffline()
    await bob.goOffline()
    for (const one of [ada, bob]) await reopened(one, program)
    await scans(bob, ada, 'person')
    await bob.page.getByRole('button', { name: 'Yes, that is them' }).click()
    await bob.sees('Now let Ada scan this')
    await scans(ada, bob, 'person')
    await ada.page.getByRole('button', { name: 'Yes, that is them' }).click()
    await ada.sees('You and Bob have met')
    await ada.goOnline()
    await ada.page.evaluate(() => dispatchEvent(new Event('online')))
    await until('the record to be sent', () => ada.page.evaluate(() => localStorage.getItem('visavis.waiting') === '0'), { within: 30_000 })
    await bob.goOnline()
  })

  await step('Ada sees whom of them she met', async () => {
    await ada.go(`${gathering}/whom`)
    await ada.sees('You have met 1 of 2.')
    await ada.sees('You met here.')
    await check(ada, 'whom I met there')
    await shot(ada, 'whom I met there')
  })
})

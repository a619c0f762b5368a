// Story 1: two people who only know each other online follow each other, talk, see that they are both going to the same
// gathering, meet there, confirm it phone to phone with no network, and find the tie "met, online first" on both sides.
import assert from 'node:assert/strict'
import { button, keeps, publishes, ready, reopened, scans } from '../harness/meeting.mjs'
import { story, until } from '../harness/story.mjs'

story('two who only know each other online meet, with no network', async ({ server, member, step, check, shot }) => {
  const program = await server()
  const ada = await member('Ada', { camera: true })
  const bob = await member('Bob', { camera: true })

  await step('they follow each other', async () => {
    for (const [one, other] of [[ada, 'bob'], [bob, 'ada']]) {
      await one.go(`/@${other}`)
      await button(one, /^Follow/).click()
      await one.sees('Followed.')
    }
  })

  await step('and talk', async () => {
    for (const [one, other, words] of [[ada, 'bob', 'Do you go to the weavers’ evening?'], [bob, 'ada', 'Yes. See you there.']]) {
      await one.go(`/talk/${other}`)
      await one.page.getByRole('textbox').first().fill(words)
      await button(one, /^(Send|Post)$/).click()
      await one.sees(words)
    }
  })

  const gathering = await step('Ada publishes a gathering, which begins soon', () => publishes(ada, 'Weavers’ evening'))

  await step('both are going, and see it', async () => {
    for (const one of [ada, bob]) {
      await one.go(gathering)
      await button(one, 'I’m coming').click()
      await one.sees('You’re coming')
    }
    await bob.go('/ties/ada')
    await bob.sees('Weavers’ evening')
  })

  await step('both check in', async () => {
    for (const one of [ada, bob]) {
      await one.go(gathering)
      await button(one, 'I’m here').click()
      await one.sees('You’re here')
      await ready(one)
    }
    // Each phone has a key for the evening by now, and hears of the other's.
    for (const one of [ada, bob]) {
      await until(`${one.name} to have a key for it`, async () => (await keeps(one, 'gathering_key'))[0]?.registered)
    }
    for (const one of [ada, bob]) await ready(one)
    // Whoever photographs the screen reads no name on it, unless Ada asks for hers.
    assert.doesNotMatch(await ada.page.locator('body').innerText(), /Ada/)
    await check(ada, 'my code')
    await shot(ada, 'my code')
    await ada.page.getByText('Whose code is this?').click()
    await ada.page.locator('.meet-whose').getByText('Ada', { exact: true }).waitFor()
    await check(ada, 'whose code it is')
  })

  await step('there is no network', async () => {
    await ada.goOffline()
    await bob.goOffline()
    for (const one of [ada, bob]) await reopened(one, program)
    // What Ada's phone shows has no name in it.
    const [shown] = await keeps(ada, 'offer')
    assert.equal(shown.at(-1).m1.bytes, 114)
  })

  await step('Bob scans Ada’s code, and looks at her', async () => {
    await scans(bob, ada, 'person')
    await bob.sees('Is this the person in front of you?')
    await bob.sees('Ada')
    await bob.page.getByRole('button', { name: 'Yes, that is them' }).click()
    await bob.sees('Now let Ada scan this')
    // His phone can't know how old her list of keys is, and nobody can be asked: the answer says all by itself.
    const [answered] = await keeps(bob, 'answered')
    assert.ok(answered.m2.bytes > 200)
  })

  await step('Ada scans his answer, and looks at him', async () => {
    await scans(ada, bob, 'person')
    await ada.sees('Bob')
    await ada.page.getByRole('button', { name: 'Yes, that is them' }).click()
    await ada.sees('You and Bob have met')
    await ada.sees('Saved on this phone')
    await bob.page.getByRole('button', { name: 'Ada has it' }).click()
    await bob.sees('You and Ada have met')
    await shot(ada, 'half a drawing')
  })

  await step('both phones show one drawing', async () => {
    const drawn = one => one.page.locator('.meet-half').evaluate(svg => svg.innerHTML)
    assert.equal(await drawn(ada), await drawn(bob))
    const view = one => one.page.locator('.meet-half').getAttribute('viewBox')
    assert.notEqual(await view(ada), await view(bob))
  })

  await step('one phone is switched off and on, and nothing is lost', async () => {
    await ada.reopen()
    await ada.page.goto(new URL('/meet', program.url).href)
    await ada.sees('1 meeting waits for a network')
  })

  await step('Ada’s phone is back, and that is enough', async () => {
    await ada.goOnline()
    await until('the record to be sent', () => ada.page.evaluate(() => localStorage.getItem('visavis.waiting') === '0'), { within: 30_000 })
    await bob.goOnline()
    await bob.page.evaluate(() => dispatchEvent(new Event('online')))
    await until('his to be sent as well', () => bob.page.evaluate(() => localStorage.getItem('visavis.waiting') === '0'), { within: 30_000 })
  })

  await step('the server is restarted, and both find it', async () => {
    await program.restart()
    for (const [one, other] of [[ada, 'Bob'], [bob, 'Ada']]) {
      await one.go(`/ties/${other.toLowerCase()}`)
      await one.sees(/Met, online first/)
      await one.go('/encounters')
      await one.sees(other)
      await one.sees('borne out by the place')
    }
    await check(bob, 'whom I’ve met')
    await shot(bob, 'whom I’ve met')
    await bob.page.getByRole('link', { name: 'Ada' }).first().click()
    await bob.sees('You and Ada')
    await check(bob, 'a meeting')
    await shot(bob, 'a meeting')
    await bob.go('/encounters/devices')
    await bob.page.getByText('One key for a gathering').click()
    await bob.sees('Weavers’ evening')
    await check(bob, 'my devices')
    await shot(bob, 'my devices')
  })
})

// Story 1, where the phones know less of each other: the list of those who are there is older than a key, or lacks it. With
// a network the phone asks by itself; without one the full code does.
import assert from 'node:assert/strict'
import { button, keeps, publishes, ready, reopened, scans } from '../harness/meeting.mjs'
import { story, until } from '../harness/story.mjs'

const SHORT_OFFER = 114,
  SHORT_ANSWER = 130
const fullCode = 'They can\'t read it? Show my full code'

/** They open their code with a network, get a key for the gathering, and show it from then on. */
async function arrives(person) {
  await ready(person)
  const keyed = async () => (await keeps(person, 'gathering_key'))[0]?.registered
  await until(`${person.name}'s phone to have its key`, keyed)
}

const yes = person => person.page.getByRole('button', { name: 'Yes, that is them' }).click()

const shows = async person => (await keeps(person, 'offer'))[0].at(-1).m1.bytes

story('an old list of who is there keeps nobody from meeting', async ({ server, member, step, check, shot }) => {
  const program = await server()
  const ada = await member('Ada', { camera: true })
  const bob = await member('Bob', { camera: true })
  const cleo = await member('Cleo', { camera: true })
  const gathering = await step('Ada publishes a gathering, and all three come', async () => {
    const path = await publishes(ada, 'Weavers’ evening')
    for (const one of [ada, bob, cleo]) {
      await one.go(path)
      await button(one, 'I’m coming').click()
      await one.sees('You’re coming')
    }
    return path
  })
  assert.ok(gathering)

  await step('Bob and Cleo are there before Ada', async () => {
    await arrives(bob)
    await arrives(cleo)
    await arrives(ada)
    // Her page has the gathering in her code, and Bob's phone has not heard of her key.
    await reopened(ada, program)
    assert.equal(await shows(ada), SHORT_OFFER)
  })

  await step('Cleo’s phone has a network, and asks by itself', async () => {
    const listed = async () => (await keeps(cleo, 'kit'))[0].gatherings[0].directory.some(one => one.handle === 'ada' && one.only_here)
    assert.equal(await listed(), false)
    await scans(cleo, ada, 'person')
    await cleo.sees('Ada')
    assert.equal(await listed(), true)
  })

  await step('online that one scan is enough', async () => {
    await yes(cleo)
    assert.equal((await keeps(cleo, 'answered')).at(-1).m2.bytes, SHORT_ANSWER)
    await ada.page.locator('[data-screen=person]').waitFor({ timeout: 30_000 })
    await ada.sees('Cleo')
    await yes(ada)
    for (const one of [ada, cleo]) await one.page.locator('[data-screen=met] [data-state=mutual]').waitFor({ timeout: 30_000 })
  })

  await step('six digits do as well, and a whole table', async () => {
    for (const one of [ada, cleo]) await reopened(one, program)
    await scans(cleo, ada, 'person')
    await ada.goOffline()
    await cleo.goOffline()
    await yes(cleo)
    const digits = (await cleo.page.locator('.meet-six').textContent()).replace(/\D/g, '')
    await ada.page.getByLabel('No camera? Type the six digits').fill(digits)
    await button(ada, 'These are the digits').click()
    await ada.sees('Your part is done')
    for (const one of [ada, cleo]) await reopened(one, program)
    await button(ada, 'We are a whole table').click()
    await ada.page.locator('[data-screen=table] .meet-sheet svg').waitFor()
    assert.equal((await keeps(ada, 'table'))[0].at(-1).m1.bytes, SHORT_OFFER)
    await scans(cleo, ada, 'person')
    await yes(cleo)
    // With no network her answers are full ones.
    const sizes = (await keeps(cleo, 'answered')).map(({ m2 }) => m2.bytes).sort((a, b) => a - b)
    assert.ok(sizes.length === 3 && sizes[0] === SHORT_ANSWER && sizes[1] > 200, sizes.join())
    await ada.looksAt(cleo, '.meet-code')
    await button(ada, 'Scan an answer').click()
    await ada.page.locator('[data-screen=person]').waitFor({ timeout: 30_000 })
    await yes(ada)
    await ada.sees('1 person so far')
    await button(ada, 'That is everybody').click()
    await ada.sees('You have met 1 person')
    for (const one of [cleo, ada]) await one.goOnline()
    for (const one of [cleo, ada]) await reopened(one, program)
    const verdicts = async one => (await keeps(one, 'result')).map(({ verdict }) => verdict).sort()
    await until('all three to be confirmed', async () => (await verdicts(ada)).join() === 'mutual,mutual,mutual_code', { within: 30_000 })
  })

  await step('Bob’s has none, and says what to do', async () => {
    await bob.goOffline()
    await ada.goOffline()
    await bob.looksAt(ada, '.meet-code')
    await bob.page.getByRole('button', { name: 'Scan their code' }).click()
    await bob.sees(/has no network to ask\. Ask them to tap “They can't read it\?/)
    await shot(bob, 'a code that is not known')
  })

  await step('Ada shows her full code, and he reads it', async () => {
    await button(ada, fullCode).click()
    await ada.sees('Your full code is on the screen')
    await until('her code to be a full one', async () => (await shows(ada)) > 200)
    await check(ada, 'my full code')
    await shot(ada, 'my full code')
    await bob.page.keyboard.press('Escape')
    await scans(bob, ada, 'person')
    await bob.sees('Ada')
  })

  await step('it stays the full one until the page is opened anew', async () => {
    await ada.page.getByRole('button', { name: 'We are a whole table' }).click()
    await ada.page.locator('[data-screen=table] .meet-sheet svg').waitFor()
    await ada.sees('Your full code is on the screen')
    await reopened(ada, program)
    assert.equal(await shows(ada), SHORT_OFFER)
  })

  await step('Bob’s phone learns of Ada’s key, and Ada’s list lacks his', async () => {
    await bob.goOnline()
    await arrives(bob)
    await ready(bob)
    await reopened(bob, program)
    await keeps(ada, 'kit', kit => {
      const known = ({ handle, only_here }) => handle !== 'bob' || !only_here
      return { ...kit, gatherings: kit.gatherings.map(one => ({ ...one, directory: one.directory.filter(known) })) }
    })
    await reopened(ada, program)
  })

  await step('with a network he answers in short, and then in full for her who has none', async () => {
    await scans(bob, ada, 'person')
    await bob.page.getByRole('button', { name: 'Yes, that is them' }).click()
    await bob.sees('Now let Ada scan this')
    const last = async () => (await keeps(bob, 'answered')).at(-1)
    assert.equal((await last()).m2.bytes, SHORT_ANSWER)
    await check(bob, 'my answer')
    await shot(bob, 'my answer')
    await ada.looksAt(bob, '.meet-code')
    await ada.page.getByRole('button', { name: 'Scan their code' }).click()
    await ada.sees(/has no network to ask/)
    await ada.page.keyboard.press('Escape')
    await button(bob, fullCode).click()
    await bob.sees('Your full code is on the screen')
    await until('his answer to be a full one', async () => (await last()).m2.bytes > 200)
    await shot(bob, 'my full answer')
    await scans(ada, bob, 'person')
    await ada.sees('Bob')
    await ada.page.getByRole('button', { name: 'Yes, that is them' }).click()
    await ada.sees('You and Bob have met')
  })

  await step('with a network both end well, on Bob’s open page as well', async () => {
    const sent = one => until(`${one.name}'s to be sent`, () => one.page.evaluate(() => localStorage.getItem('visavis.waiting') === '0'), { within: 30_000 })
    await sent(bob)
    await ada.goOnline()
    await ada.page.evaluate(() => dispatchEvent(new Event('online')))
    await sent(ada)
    await bob.page.locator('[data-screen=met] [data-state=mutual]').waitFor({ timeout: 30_000 })
    await ada.page.locator('[data-screen=met] [data-state=mutual]').waitFor({ timeout: 30_000 })
    const drawn = one => one.page.locator('.meet-half').evaluate(svg => svg.innerHTML)
    assert.equal(await drawn(ada), await drawn(bob))
    // One meeting, whatever was shown.
    await bob.page.getByRole('button', { name: 'Back to my code' }).click()
    await button(bob, 'Scan their code').waitFor()
    await bob.page.getByText('Meetings on this phone').click()
    await bob.sees('Confirmed by both of you.')
    assert.equal(await bob.page.locator('[data-screen=waiting] .people > li').count(), 1)
    await bob.go('/encounters')
    await bob.sees('Ada')
    assert.equal(await bob.page.getByText('waiting', { exact: true }).count(), 0)
  })
})

// A community whose hosts own it: what is asked of those who come, a link with limits, what was done, and the members to
// take along as far as they agree.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

const button = (person, name) => person.page.getByRole('main').getByRole('button', { name }).first()
const link = (person, name) => person.page.getByRole('link', { name }).first()

async function found(host, access) {
  const { page } = host
  await host.go('/c/new')
  await page.getByLabel('Name').first().fill('Potters of Vienna')
  await page.locator('[name=words]').fill('Clay, wheels and tea.')
  await page.locator(`[name=access][value=${access}]`).check()
  await button(host, 'Start it').click()
  await page.waitForURL(/\/c\/potters-of-vienna/)
}

story('a host asks who comes, and lets them in', async ({ server, member, step, check, shot }) => {
  const { mail } = await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  await found(hana, 'closed')
  await step('Hana says how people come in', async () => {
    const { page } = hana
    await link(hana, 'How people come in').click()
    await page.getByLabel('Pinned words').fill('We meet at **the kiln**, first floor.')
    await page.getByLabel('Questions to those').fill('1\n2\n3\n4\n5\n6')
    await page.getByLabel('Welcome').fill('Good that you are here. Bring an apron.')
    await hana.allow(/status of 422/)
    await button(hana, 'Save').click()
    await hana.sees('at most 5 questions')
    await check(hana, 'too many questions')
    await page.getByLabel('Questions to those').fill('Have you ever thrown a bowl?\nWhom do you know here?')
    await page.getByLabel('Colour').selectOption({ label: 'Plum' })
    await shot(hana, 'clubs-entry')
    await button(hana, 'Save').click()
    await hana.sees('the kiln')
    await check(hana, 'a community as its host sees it')
    await shot(hana, 'clubs-host')
  })
  const jon = await member('Jon', { script: false, passkey: false })
  await step('Jon asks, without script', async () => {
    const { page } = jon
    await jon.go('/c/potters-of-vienna/join')
    await page.getByLabel('Have you ever thrown a bowl?').fill('Once, it flew.')
    await page.getByLabel('Whom do you know here?').fill('Nobody yet.')
    await page.getByLabel('The hosts may have my e-mail address').check()
    await check(jon, 'what is asked at the door')
    await shot(jon, 'clubs-door')
    await button(jon, 'Ask to join').click()
    await jon.sees('Your request is with the hosts')
  })
  await step('Hana reads it and lets him in', async () => {
    await hana.go('/c/potters-of-vienna/members')
    await hana.sees('Once, it flew.')
    await check(hana, 'a request with its answers')
    await shot(hana, 'clubs-request')
    await button(hana, 'Let them in').click()
    const letter = await mail.waitFor(jon.email, { subject: 'Welcome to Potters of Vienna' })
    assert.match(letter.text, /Bring an apron/)
    await jon.go('/c/potters-of-vienna')
    await jon.sees('Bring an apron.')
    await jon.sees('the kiln')
    await shot(jon, 'clubs-welcome')
  })
  await step('what was done stands there for all who lead', async () => {
    await hana.go('/c/potters-of-vienna')
    await link(hana, 'What was done').click()
    await hana.sees('Hana Brandt let Jon in')
    await hana.sees('Hana Brandt changed: pinned words, welcome, questions')
    await check(hana, 'what was done')
    await shot(hana, 'clubs-log')
  })
  await step('Hana takes the members along', async () => {
    await hana.go('/c/potters-of-vienna')
    await link(hana, 'Take the members along').click()
    await check(hana, 'the members to take along')
    await shot(hana, 'clubs-roster')
    for (const [name, file] of [[/CSV/, 'members.csv'], [/ODS/, 'members.ods'], [/JSON/, 'members.json']]) {
      const [download] = await Promise.all([hana.page.waitForEvent('download'), link(hana, name).click()])
      assert.equal(download.suggestedFilename(), file)
    }
  })
  await step('Jon takes back that they may have his address', async () => {
    const { page } = jon
    await jon.go('/c/potters-of-vienna')
    await link(jon, 'Your membership').click()
    await check(jon, 'a membership')
    await shot(jon, 'clubs-membership')
    await page.getByLabel('The hosts may have my e-mail address').uncheck()
    await button(jon, 'Save').click()
    await jon.sees('Saved.')
  })
})

story('a link lets in as many as it says', async ({ server, member, person, step, check, shot }) => {
  await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  await found(hana, 'private')
  const address = await step('Hana makes a link for one', async () => {
    const { page } = hana
    await link(hana, 'Invitation links').click()
    await page.getByLabel('Where it will be found').fill('Poster in the library')
    await page.getByLabel('How many can come in by it?').fill('1')
    await button(hana, 'Make the link').click()
    await hana.sees('You see it only now')
    await check(hana, 'a link that was made')
    await shot(hana, 'clubs-link')
    return page.getByLabel('The link').first().inputValue()
  })
  const path = new URL(address).pathname
  const nele = await member('Nele')
  await step('Nele comes in by it', async () => {
    await nele.go(path)
    await nele.sees('Hana Brandt invites you')
    await shot(nele, 'clubs-invited')
    await button(nele, 'Join').click()
    await nele.sees('You’re in.')
  })
  const late = await person('Lou')
  await step('who comes later reads that it has run out', async () => {
    await late.allow(/status of 409/)
    await late.page.goto(address)
    await late.sees('has run out')
    await hana.go('/c/potters-of-vienna/links')
    await hana.sees('1 of 1 came in')
    await hana.sees('Used up')
    await check(hana, 'the links')
    await shot(hana, 'clubs-links')
  })
})

story('hosts write to members, and a newcomer finds a face', async ({ server, member, step, check, shot }) => {
  await server()
  const hana = await member('Hana Brandt', { device: 'desktop' })
  await found(hana, 'open')
  const jon = await member('Jon')
  /** What a form would send, without its page. */
  const send = async (person, path, form) => {
    const reply = await person.page.request.post(new URL(path, person.page.url()).href, { form, maxRedirects: 0 })
    assert.equal(reply.status(), 303, path)
    return reply.headers().location
  }
  /** What the clock in London says so many minutes from now. */
  const at = minutes =>
    new Date(Date.now() + minutes * 60_000).toLocaleString('sv-SE', { timeZone: 'Europe/London' })
  const gathering = async (title, minutes) =>
    send(hana, '/g/new', {
      title,
      date: at(minutes).slice(0, 10),
      start: at(minutes).slice(11, 16),
      end: at(minutes + 60).slice(11, 16),
      zone: 'Europe/London',
      town: 'London, England, GB',
      venue: 'The kiln',
      community: number,
    })
  await hana.go('/g/new?community=potters-of-vienna')
  const number = await hana.page.locator('select[name=community] option', { hasText: 'Potters' }).getAttribute('value')
  await step('Jon was there, and is glad to greet', async () => {
    await send(jon, '/c/potters-of-vienna/join', {})
    const today = await gathering('A bowl each', 5)
    await send(jon, `${today}/answer`, { reply: 'yes' })
    await send(jon, `${today}/check-in`, {})
    await gathering('First turn at the wheel', 3 * 24 * 60)
    await jon.go('/c/potters-of-vienna/me')
    await jon.page.getByLabel('I’m glad to greet newcomers').check()
    await jon.page.getByText('All of a week in one').click()
    await check(jon, 'what a member chooses')
    await button(jon, 'Save').click()
    await jon.sees('Saved.')
    await shot(jon, 'clubs-choices')
  })
  const nele = await member('Nele')
  await step('Nele is new', async () => {
    await nele.go('/c/potters-of-vienna')
    await button(nele, 'Join').click()
    await nele.sees('Your first gathering')
    await nele.sees('Jon is glad to greet newcomers')
    await check(nele, 'a community as a newcomer sees it')
    await shot(nele, 'clubs-newcomer')
  })
  await step('Hana writes, and takes it back', async () => {
    const { page } = hana
    await hana.go('/c/potters-of-vienna')
    await link(hana, 'Letters to members').click()
    await page.getByLabel('Subject').fill('The new kiln')
    await page.getByLabel('What you want to say').fill('It **burns**. Come and see.')
    await check(hana, 'a letter')
    await button(hana, 'Send it in ten minutes').click()
    await hana.sees('Not sent yet')
    await page.getByText('Read it').click()
    await hana.sees('Come and see.')
    await check(hana, 'a letter that waits')
    await shot(hana, 'clubs-letters')
    await button(hana, 'Take back').click()
    await hana.sees('Nobody got it.')
    assert.equal(await page.getByText('Not sent yet').count(), 0)
  })
  await step('Hana closes the community', async () => {
    const { page } = hana
    await hana.go('/c/potters-of-vienna/edit')
    await link(hana, 'Close this community').click()
    await page.getByLabel('Its address, so that it is meant').fill('potters')
    await hana.allow(/status of 422/)
    await button(hana, 'Close it for good').click()
    await hana.sees('That is not its address.')
    await check(hana, 'closing a community')
    await shot(hana, 'clubs-close')
    await page.getByLabel('Its address, so that it is meant').fill('potters-of-vienna')
    await button(hana, 'Close it for good').click()
    await hana.sees('It is closed.')
    await nele.go('/notices')
    await nele.sees('Potters of Vienna has closed')
  })
})

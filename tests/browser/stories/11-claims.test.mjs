// Meetings that were not scanned: said later, and confirmed; and a printed badge for somebody without a phone.
import { story, until } from '../harness/story.mjs'

const button = (person, name) => person.page.getByRole('button', { name }).first()

story('two who met and did not scan say so later', async ({ server, member, step, check, shot }) => {
  await server()
  const ada = await member('Ada')
  const bob = await member('Bob')

  await step('they follow each other', async () => {
    for (const [one, other] of [[ada, 'bob'], [bob, 'ada']]) {
      await one.go(`/@${other}`)
      await button(one, /^Follow/).click()
      await one.sees('Followed.')
    }
  })

  await step('Ada says that they met', async () => {
    await ada.go('/ties/bob')
    await ada.page.getByRole('link', { name: 'You met and did not scan?' }).click()
    await ada.sees('met without a scan?')
    await check(ada, 'saying that we met')
    await shot(ada, 'saying that we met')
    await button(ada, 'We met').click()
    await ada.sees('It counts once Bob says so too')
    await shot(ada, 'a claim that waits')
  })

  await step('Bob is asked, and says so too', async () => {
    await bob.go('/notices')
    await bob.page.getByRole('link', { name: 'Ada says that you’ve met. Is that so?' }).click()
    await bob.sees('Did you meet?')
    await check(bob, 'did you meet')
    await shot(bob, 'did you meet')
    await button(bob, 'Yes, we’ve met').click()
    await bob.sees('Confirmed by both later, online')
    await check(bob, 'confirmed later')
  })

  await step('their tie is one of people who have met', async () => {
    await ada.go('/ties/bob')
    // Of a claim only the day is known: its noon (or now, before noon), and they have followed each other for a minute.
    await ada.sees(/Met in person first|Met, online first, on the same day/)
  })
})

story('somebody without a phone wears a badge', async ({ server, member, step, check, shot }) => {
  const program = await server()
  const ada = await member('Ada')
  const bob = await member('Bob', { camera: true })

  await step('Ada makes her badge', async () => {
    await ada.go('/encounters/badge')
    await check(ada, 'no badge yet')
    await button(ada, 'Make a badge').click()
    await ada.sees('Print this page')
    await check(ada, 'a badge')
    await shot(ada, 'a badge')
    await ada.page.emulateMedia({ media: 'print' })
    await until('paper to show only the badge', () => ada.page.getByText('Print this page').isHidden())
    await ada.page.emulateMedia({ media: 'screen' })
  })

  await step('Bob’s scanner reads it', async () => {
    await bob.go('/meet')
    await bob.page.locator('[data-screen=code] .meet-sheet svg').waitFor()
    await bob.looksAt(ada, '.badge .qr')
    await bob.page.getByRole('button', { name: 'Scan their code' }).click()
    await bob.sees('Ada wears this badge')
    await check(bob, 'a badge that was read')
    await shot(bob, 'a badge that was read')
    await button(bob, 'Yes, we’ve met').click()
    await bob.sees('It counts once Ada says so too')
  })

  await step('Ada makes a new one, and it is read with no network', async () => {
    await ada.go('/encounters/badge')
    await button(ada, 'Make a new badge').click()
    await ada.sees('Your badge is ready to print.')
    const cleo = await member('Cleo', { camera: true })
    await cleo.go('/meet')
    await cleo.page.locator('[data-screen=code] .meet-sheet svg').waitFor()
    await until('the phone to keep the screen', () =>
      cleo.page.evaluate(async () => {
        const { active } = await navigator.serviceWorker.ready
        return active && Boolean(await caches.match('/meet', { cacheName: 'visavis-pages' }))
      }),
    )
    await cleo.goOffline()
    await cleo.page.goto(new URL('/meet', program.url).href)
    await cleo.page.locator('[data-screen=code] .meet-sheet svg').waitFor()
    await cleo.looksAt(ada, '.badge .qr')
    await cleo.page.getByRole('button', { name: 'Scan their code' }).click()
    await cleo.sees('Kept. Once there is a network')
    await cleo.sees('1 meeting waits for a network')
    await cleo.goOnline()
    await cleo.page.evaluate(() => dispatchEvent(new Event('online')))
    await until('the badge to be sent', () => cleo.page.evaluate(() => localStorage.getItem('visavis.waiting') === '0'), { within: 30_000 })
    await ada.go('/notices')
    await ada.sees('Cleo says that you’ve met. Is that so?')
  })

  await step('Ada confirms at home', async () => {
    await ada.page.getByRole('link', { name: 'Bob says that you’ve met. Is that so?' }).click()
    await button(ada, 'Yes, we’ve met').click()
    await ada.sees('It counts: you’ve met.')
  })
})

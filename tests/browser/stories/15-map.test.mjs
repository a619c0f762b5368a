// What is planned, on a map that asks nobody and in a calendar: with and without script, by pointer, keys and links.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

const at = person => new URL(person.page.url()).searchParams.get('at')

story('a newcomer looks around on a map', async ({ server, person, step, check, shot }) => {
  await server({ demo: true })
  const nia = await person('Nia', { device: 'desktop' })
  const sam = await person('Sam')
  const plain = await person('Pia', { script: false })
  const map = nia.page.locator('#map')
  const moves = async (what, act) => {
    const before = at(nia)
    await act()
    await nia.page.waitForFunction(before => new URL(location.href).searchParams.get('at') !== before, before)
    assert.notEqual(at(nia), before, what)
    return at(nia)
  }
  await step('she opens the map of what there is', async () => {
    await nia.go('/find?town=')
    await nia.page.getByRole('link', { name: 'Map', exact: true }).click()
    await nia.sees('towns.')
    await shot(nia, 'map-all')
    await check(nia, 'the map')
  })
  await step('she moves it by keys, by dragging, by its buttons and by the wheel', async () => {
    await map.focus()
    await moves('the right arrow', () => nia.page.keyboard.press('ArrowRight'))
    await moves('plus', () => nia.page.keyboard.press('+'))
    const box = await map.boundingBox()
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await moves('a drag', async () => {
      await nia.page.mouse.move(x + 60, y + 100)
      await nia.page.mouse.down()
      await nia.page.mouse.move(x + 160, y + 130, { steps: 6 })
      await nia.page.mouse.up()
    })
    const zoom = Number((await moves('the button', () => nia.page.getByRole('link', { name: 'Farther' }).click())).split(',')[2])
    const nearer = await moves('the wheel', () => nia.page.mouse.wheel(0, -600))
    assert.ok(Number(nearer.split(',')[2]) > zoom, nearer)
  })
  await step('a mark leads to what is there', async () => {
    await nia.go('/find?view=map&town=')
    const mark = nia.page.locator('a.map-mark').first()
    const [, count] = (await mark.getAttribute('aria-label')).match(/(\d+|one) gathering/)
    assert.ok(count)
    await mark.focus()
    await nia.page.keyboard.press('Enter')
    await nia.page.waitForURL(/at=|#at-|\/g\//)
  })
  await step('without script it is links', async () => {
    await plain.go('/find?view=map&town=')
    const before = at(plain)
    await plain.page.getByRole('link', { name: 'Nearer' }).click()
    assert.notEqual(at(plain), before)
    await plain.page.getByRole('link', { name: 'To the east' }).click()
    assert.notEqual(at(plain), before)
  })
  await step('around a town, on a phone', async () => {
    await sam.go('/find?view=map&km=100&town=Vienna')
    await sam.sees('Vienna')
    await shot(sam, 'map-town')
    await check(sam, 'the map on a phone')
    await sam.go('/find?view=calendar&town=')
    await shot(sam, 'month')
    await check(sam, 'the month')
    await sam.page.getByRole('link', { name: '→' }).click()
    await shot(sam, 'month-next')
  })
  await step('a gathering’s own page shows its town', async () => {
    await sam.go('/find?town=')
    await sam.page.locator('ul.gatherings a').first().click()
    await sam.page.getByRole('img', { name: /^A map with/ }).scrollIntoViewIfNeeded()
    await shot(sam, 'map-gathering')
  })
}, { limit: 240_000 })

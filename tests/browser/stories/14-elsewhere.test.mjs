// A gathering within the page of another site, and on a sheet of paper.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { story } from '../harness/story.mjs'

/** Another site, which serves one page. */
async function site(page) {
  const server = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page()))
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}/`, end: () => server.close() }
}

story('an evening is shown on another site, and hung up on paper', async ({ server, member, person, step, check, shot }) => {
  const { url } = await server()
  const hana = await member('Hana Brandt', { device: 'desktop', zone: 'Europe/Vienna' })
  const { page } = hana
  await step('Hana publishes an evening', async () => {
    await hana.go('/g/new')
    await page.getByLabel('What is it called?').fill('First turn at the wheel')
    await page.getByLabel('What happens there?').fill('Everybody throws one bowl, and takes it home a week later.')
    await page.getByLabel('Day', { exact: true }).fill(new Date(Date.now() + 5 * 24 * 3600_000).toISOString().slice(0, 10))
    await page.getByLabel('From', { exact: true }).fill('18:00')
    await page.getByLabel('To', { exact: true }).fill('20:30')
    await page.getByLabel('Venue').fill('The kiln')
    await page.getByLabel('Town').first().fill('Vienna, AT')
    await page.locator('main form button.primary[type=submit]').last().click()
    await page.waitForURL(/\/g\/[0-9a-z]{13}/)
  })
  const path = new URL(page.url()).pathname
  let frame
  let element
  await step('and finds what to put on her own site', async () => {
    await page.getByRole('link', { name: 'Share, embed, print' }).click()
    await hana.sees('On your own page')
    await check(hana, 'handing on')
    await shot(hana, 'share')
    frame = await page.getByLabel('As a frame').inputValue()
    element = await page.getByLabel('As an element').inputValue()
  })
  await step('the page for frames is fine by itself', async () => {
    await hana.go(`${path}/embed`)
    await hana.sees('First turn at the wheel')
    await check(hana, 'a gathering, to be framed')
    await shot(hana, 'embed')
  })

  const theirs = await site(() => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Hana’s site</title></head><body>${frame}<hr>${element}</body></html>`)
  const visitor = await person('Vera')
  await step('it is shown there, as a frame and as an element', async () => {
    await visitor.page.goto(theirs.url)
    const one = visitor.page.frameLocator('body > iframe')
    const two = visitor.page.frameLocator('visavis-gathering iframe')
    for (const shown of [one, two]) {
      await shown.getByRole('heading', { name: 'First turn at the wheel' }).waitFor()
      assert.equal(await shown.getByRole('link', { name: 'First turn at the wheel' }).getAttribute('href'), path)
      assert.equal(await shown.locator('script').count(), 0)
    }
    assert.deepEqual(await visitor.context.cookies(url), [])
  })
  await step('no other page of ours can be framed', async () => {
    const answer = await fetch(url + path)
    assert.match(answer.headers.get('content-security-policy'), /frame-ancestors 'none'/)
  })
  theirs.end()

  await step('it is on a sheet of paper', async () => {
    await hana.go(`${path}/poster`)
    await hana.sees('Come along')
    await check(hana, 'poster')
    await shot(hana, 'poster')
    const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    const text = paper.toString('latin1')
    assert.equal([...text.matchAll(/\/Type\s*\/Page[^s]/g)].length, 1, 'one page')
    const [, width, height] = text.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/)
    assert.deepEqual([Math.round(width), Math.round(height)], [595, 842])
  })
})

// A member lets a program of theirs do something, and takes that back.
import assert from 'node:assert/strict'
import { story } from '../harness/story.mjs'

story('a member makes a token, a program uses it, and the token is taken back', async ({ server, member, step, check, shot }) => {
  const { url } = await server()
  const ada = await member('Ada')
  let token = ''
  const asks = path => fetch(url + path, { headers: { authorization: `Bearer ${token}` } })

  await step('Ada finds the page by way of her settings', async () => {
    await ada.go('/you/settings')
    await ada.page.getByRole('main').getByRole('link', { name: 'Tokens', exact: true }).click()
    await ada.sees('A new token')
    await check(ada, 'tokens, none yet')
  })
  await step('she reads what programs can do', async () => {
    await ada.page.getByRole('link', { name: 'What programs can do' }).click()
    await ada.sees('How to begin')
    await ada.page.getByText('/api/v1/').first().click()
    await check(ada, 'the page of the API')
    await shot(ada, 'api')
    await ada.go('/you/tokens')
  })
  await step('she makes one, and sees it once', async () => {
    await ada.page.getByLabel('What is it for?').fill('My calendar')
    await ada.page.getByRole('button', { name: 'Make the token' }).click()
    token = await ada.page.locator('#token').innerText()
    await check(ada, 'a token, just made')
    await shot(ada, 'tokens')
    await ada.go('/you/tokens')
    await ada.sees('My calendar')
    assert.equal(await ada.page.locator('#token').count(), 0)
  })
  await step('the program reads, and may do no more', async () => {
    assert.equal((await (await asks('/api/v1/me')).json()).name, 'Ada')
    const refused = await fetch(`${url}/api/v1/me`, { method: 'PATCH', headers: { authorization: `Bearer ${token}` } })
    assert.equal(refused.status, 403)
  })
  await step('she takes it back', async () => {
    await ada.page.getByRole('button', { name: /Take back/ }).click()
    await ada.sees('It is good for nothing any more')
    assert.equal((await asks('/api/v1/me')).status, 401)
  })
})

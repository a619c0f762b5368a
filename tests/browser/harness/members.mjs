// How a person becomes a member and comes back: the one place of the harness that knows the program's own forms.

/** With a passkey and a confirmed address, or by e-mail link alone. Leaves them signed in, at their welcome. */
export async function signUp(person, { passkey = true } = {}) {
  const { page, server, name, email } = person
  await person.go('/sign-up')
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('main').getByRole('button', { name: passkey ? /passkey/i : /link/i }).click()
  if (passkey) await page.waitForURL(/welcome/)
  await person.go((await server.mail.waitFor(email, { subject: 'Confirm your address' })).links[0])
  if (passkey) await person.go('/you/profile?welcome=/find')
}

/** With the passkey they have, or else by a link in a mail. */
export async function signIn(person, { passkey = true } = {}) {
  const { page, server, email } = person
  await person.go('/sign-in')
  if (passkey) {
    await page.getByRole('button', { name: /passkey/i }).click()
    await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
    return
  }
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await person.go((await server.mail.waitFor(email, { subject: 'Your link to sign in' })).links[0])
}

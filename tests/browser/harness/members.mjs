// How a person becomes a member and comes back: the one place of the harness that knows the program's own forms.

/** With a passkey, or else by a link in a mail. Leaves them signed in, on the page that follows. */
export async function signUp(person, { passkey = true } = {}) {
  const { page, server, name, email } = person
  await person.go('/sign-up')
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel(/e-?mail/i).fill(email)
  if (passkey) {
    await page.getByRole('button', { name: /passkey/i }).click()
  } else {
    await page.getByRole('button', { name: /link/i }).click()
    await person.go((await server.mail.waitFor(email)).links[0])
  }
  await page.waitForURL(url => !url.pathname.startsWith('/sign-'))
}

/** With the passkey they have, or else by a link in a mail. */
export async function signIn(person, { passkey = true } = {}) {
  const { page, server, email } = person
  await person.go('/sign-in')
  if (passkey) {
    await page.getByRole('button', { name: /passkey/i }).click()
  } else {
    await page.getByLabel(/e-?mail/i).fill(email)
    await page.getByRole('button', { name: /link/i }).click()
    await person.go((await server.mail.waitFor(email)).links[0])
  }
  await page.waitForURL(url => !url.pathname.startsWith('/sign-'))
}

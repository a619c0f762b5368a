// How a person becomes a member and comes back: the one place of the harness that knows the program's own forms.

/** By e-mail link, and with a passkey unless told otherwise. Leaves them signed in, on the page that follows. */
export async function signUp(person, { passkey = true } = {}) {
  const { page, server, name, email } = person
  await askForLink(person, '/join')
  const mail = await server.mail.waitFor(email)
  await person.go(mail.links[0])
  await page.getByLabel(/name/i).first().fill(name)
  await page.getByRole('main').getByRole('button').first().click()
  if (passkey) await page.getByRole('button', { name: /passkey/i }).click()
}

/** With the passkey they have, or else by a link in a mail. */
export async function signIn(person, { passkey = true } = {}) {
  if (passkey) {
    await person.go('/sign-in')
    await person.page.getByRole('button', { name: /passkey/i }).click()
    return
  }
  await askForLink(person, '/sign-in')
  await person.go((await person.server.mail.waitFor(person.email)).links[0])
}

async function askForLink(person, path) {
  await person.go(path)
  await person.page.getByLabel(/e-?mail/i).fill(person.email)
  await person.page.getByRole('main').getByRole('button').first().click()
}

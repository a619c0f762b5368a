/**
 * A phone's own authenticator, with a finger always on it. Chromium keeps one for each page, so a new page is given
 * the passkeys of those before it.
 */
export class Passkeys {
  #pages = new Map()
  #kept = []

  async attach(page) {
    const session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable')
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    for (const credential of await this.all()) await session.send('WebAuthn.addCredential', { authenticatorId, credential })
    this.#pages.set(page, { session, authenticatorId })
    page.on('close', () => this.#pages.delete(page))
  }

  /** The passkeys made so far, on any page. */
  async all() {
    const found = new Map(this.#kept.map(credential => [credential.credentialId, credential]))
    for (const { session, authenticatorId } of this.#pages.values()) {
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
      for (const credential of credentials) found.set(credential.credentialId, credential)
    }
    this.#kept = [...found.values()]
    return this.#kept
  }

  /** From now on the finger is, or is not, the owner's. */
  async verifies(isUserVerified) {
    for (const { session, authenticatorId } of this.#pages.values()) {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    }
  }
}

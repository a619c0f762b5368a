// The harness looks at itself: that what it relies on works, and that what it would catch it does catch.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import encodeQR from 'qr'
import { checkPage, violations } from '../harness/check.mjs'
import { checkHtml } from '../harness/html.mjs'
import { Outbox } from '../harness/mail.mjs'
import { modules } from '../harness/paths.mjs'
import { story, until } from '../harness/story.mjs'

const page = (title, main, head = '') => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="/icon.svg">${head}</head><body><main><h1>${title}</h1>${main}</main></body></html>`

const code = 'ENC/1:MEETING-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789'
const other = 'ENC/1:ANOTHER-9876543210-ZYXWVUTSRQPONMLKJIHGFEDCBA-9876543210'
const qr = text => encodeQR(text, 'svg', { ecc: 'medium', border: 4 })

const files = {
  '/': ['text/html', () => page('Good', '<p>All is well. <a href="/code">Show a code</a></p>')],
  '/bad': ['text/html', () => page('Bad', '<p style="color: red">Words</p><input type="text"><img src="/icon.svg">')],
  '/wide': ['text/html', () => page('Wide', '<p class="wide">Words</p>', '<link rel="stylesheet" href="/wide.css">')],
  '/wide.css': ['text/css', () => '.wide { inline-size: 400px }'],
  '/icon.svg': ['image/svg+xml', () => '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'],
  '/code': ['text/html', () => page('Code', `<div id="code">${qr(code)}</div>`)],
  '/another': ['text/html', () => page('Code', `<div id="code">${qr(other)}</div>`)],
  '/scan': ['text/html', () => page('Scan', '<video muted playsinline></video><p id="read">nothing</p>', '<script type="module" src="/scan.mjs"></script>')],
  '/scan.mjs': ['text/javascript', () => `
    import decodeQR from '/qr/decode.js'
    const video = document.querySelector('video')
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    await video.play()
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    const look = () => {
      context.drawImage(video, 0, 0)
      try { document.querySelector('#read').textContent = decodeQR(context.getImageData(0, 0, canvas.width, canvas.height)) } catch {}
      setTimeout(look, 50)
    }
    look()`],
  '/worker': ['text/html', () => page('Worker', '<p id="seen">nothing</p>', '<script type="module" src="/worker.mjs"></script>')],
  '/worker.mjs': ['text/javascript', () => `
    await navigator.serviceWorker.register('/sw.js')
    const { active } = await navigator.serviceWorker.ready
    window.askWorker = () => new Promise(resolve => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => resolve(data)
      active.postMessage('ask', [port2])
    })
    window.events = new EventSource('/events')
    window.heard = []
    events.onmessage = ({ data }) => heard.push(data)
    events.onerror = () => heard.push('cut')
    window.askPage = () => fetch('/health', { cache: 'no-store' }).then(r => r.text(), () => 'nobody')
    document.querySelector('#seen').textContent = 'ready'`],
  '/sw.js': ['text/javascript', () => `
    self.addEventListener('message', event => {
      fetch('/health', { cache: 'no-store' }).then(r => r.text(), () => 'nobody').then(word => event.ports[0].postMessage(word))
    })`],
  '/health': ['text/plain', () => 'well'],
  '/elsewhere': ['text/html', () => page('Elsewhere', '<p>Words</p>', '<link rel="stylesheet" href="http://elsewhere.example/a.css">')],
  '/blocked': ['text/html', () => page('Blocked', '<p>Words</p><script>1</script>')],
  '/form': ['text/html', () => page('Form', '<form method="post" action="/form"><button>Send</button></form>')],
}

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; media-src 'self' blob:; form-action 'self'; base-uri 'none'"

/** As strict a server as ours, in thirty lines. */
async function smallServer({ csp = policy } = {}) {
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0]
    if (path === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: hello\n\n')
      return
    }
    const send = (status, type, body) => response.writeHead(status, { 'content-type': type, 'content-security-policy': csp, 'cache-control': 'no-store' }).end(body)
    if (path.startsWith('/qr/')) return send(200, 'text/javascript', readFileSync(join(modules, path)))
    if (request.method === 'POST') return send(422, 'text/html', page('Refused', '<p>Say <i>when</i>.</p>'))
    const [type, body] = files[path] ?? ['text/plain', () => undefined]
    const text = body()
    send(text === undefined ? 404 : 200, type, text ?? 'not found')
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${server.address().port}`,
    end: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

story('harness: one phone reads a code off another', async ({ serverIs, person, step }) => {
  serverIs(await smallServer())
  const ada = await person('Ada', { camera: true })
  const bob = await person('Bob', { camera: true })
  await bob.go('/code')
  await step('she holds her camera up and opens the scanner', async () => {
    await ada.looksAt(bob, '#code')
    await ada.go('/scan')
    await ada.sees(code)
  })
  await step('his code changes, and the scanner that is open sees it', async () => {
    await bob.go('/another')
    await ada.looksAt(bob, '#code')
    await ada.sees(other)
  })
  await step('and the other way round', async () => {
    await ada.go('/code')
    await bob.looksAt(ada)
    await bob.go('/scan')
    await bob.sees(code)
  })
})

story('harness: offline is offline', async ({ serverIs, person, step }) => {
  serverIs(await smallServer())
  for (const camera of [false, true]) {
    const ada = await person(camera ? 'Ada' : 'Eve', { camera })
    const ask = who => ada.page.evaluate(who)
    await ada.go('/worker')
    await ada.sees('ready')
    await until('the first event', () => ask('heard.includes("hello")'))
    const both = async word => {
      assert.equal(await ask('askPage()'), word)
      assert.equal(await ask('askWorker()'), word)
    }
    await step('online', () => both('well'))
    await step('offline, and it knows', async () => {
      await ada.goOffline()
      await both('nobody')
      assert.equal(await ask('navigator.onLine'), false)
      await until('the open stream to break', () => ask('heard.includes("cut")'))
    })
    await step('online again', async () => {
      await ada.goOnline()
      await both('well')
      assert.equal(await ask('navigator.onLine'), true)
    })
    await step('offline without knowing', async () => {
      await ada.goOffline({ noticed: false })
      await both('nobody')
      assert.equal(await ask('navigator.onLine'), true)
      await ada.goOnline()
      await both('well')
    })
    if (camera) {
      await step('switched off and on', async () => {
        await ask('localStorage.setItem("kept", "yes")')
        await ada.reopen()
        await ada.go('/worker')
        assert.equal(await ask('localStorage.getItem("kept")'), 'yes')
      })
    }
  }
})

story('harness: a passkey is made and used, also on another page', async ({ serverIs, person }) => {
  serverIs(await smallServer())
  const ada = await person('Ada')
  await ada.go('/')
  await ada.page.evaluate(async () => {
    const bytes = text => new TextEncoder().encode(text)
    await navigator.credentials.create({
      publicKey: {
        challenge: bytes('one'), rp: { name: 'us' }, user: { id: bytes('1'), name: 'ada', displayName: 'Ada' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      },
    })
  })
  assert.equal((await ada.passkeys.all()).length, 1)
  const another = await ada.newPage()
  await another.goto(ada.page.url())
  const used = await another.evaluate(async () => {
    const publicKey = { challenge: new TextEncoder().encode('two'), userVerification: 'required' }
    return (await navigator.credentials.get({ publicKey })).type
  })
  assert.equal(used, 'public-key')
})

story('harness: good pages pass, and are photographed', async ({ serverIs, person, check, shot }) => {
  serverIs(await smallServer())
  for (const options of [{ device: 'phone' }, { device: 'desktop' }, { device: 'phone', script: false }]) {
    const ada = await person('Ada', options)
    await ada.go('/')
    await check(ada, 'good')
    await shot(ada, 'harness good')
    assert.deepEqual(ada.problems, [])
  }
  const bob = await person('Bob')
  bob.allow(/status of 422/)
  await bob.go('/form')
  await bob.page.getByRole('button').click()
  await bob.sees('Say')
  await check(bob, 'refused')
})

story('harness: what is wrong with a page is found', async ({ serverIs, person }) => {
  serverIs(await smallServer({ csp: policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'") }))
  const ada = await person('Ada')
  await ada.go('/bad')
  const rules = (await violations(ada.page)).map(line => line.split(':')[0])
  for (const rule of ['image-alt', 'label', 'color-contrast']) assert.ok(rules.includes(rule), `${rule} not in ${rules}`)
  await ada.go('/wide')
  await assert.rejects(checkPage(ada.page, { story: 'harness' }), /scrolls sideways at 320 px \(4\d\d px wide: .*p\.wide/)
  assert.deepEqual(ada.problems, [])
  await ada.go('/blocked')
  await until('the blocked script', () => ada.problems.some(line => /Content Security Policy/.test(line)))
  ada.problems.length = 0
  await ada.page.evaluate(() => console.error('alas'))
  await until('the error on the console', () => ada.problems.some(line => /alas/.test(line)))
  ada.problems.length = 0
  await ada.page.evaluate(() => void setTimeout(() => { throw new Error('thrown') }))
  await until('the uncaught error', () => ada.problems.some(line => /thrown/.test(line)))
  ada.problems.length = 0
})

story('harness: a request to another host is found', async ({ serverIs, person }) => {
  serverIs(await smallServer({ csp: "default-src * 'unsafe-inline'" }))
  const ada = await person('Ada')
  await ada.go('/elsewhere')
  assert.ok(ada.problems.includes('Ada: a request to elsewhere.example'))
  ada.problems.length = 0
})

story('harness: the HTML checker finds what is planted', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'visavis-html-'))
  writeFileSync(join(directory, 'good.html'), page('Good', '<p>Words</p>'))
  writeFileSync(join(directory, 'bad.html'), page('Bad', '<p><div>Words</div></p>'))
  const { pages, errors } = await checkHtml(directory)
  rmSync(directory, { recursive: true })
  assert.equal(pages, 2)
  assert.equal(errors.length, 1, errors.join('\n'))
  assert.match(errors[0], /bad\.html, line 3: No “p” element in scope/)
})

story('harness: mail is found and read', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'visavis-outbox-'))
  const mail = new Outbox(join(directory, 'outbox'))
  assert.deepEqual(await mail.unread(), [])
  mkdirSync(join(directory, 'outbox'))
  const send = (name, subject, encoding, body) => writeFileSync(join(directory, 'outbox', name), [
    'From: Visavis <hello@localhost>', 'To: Ada <Ada@example.org>', `Subject: ${subject}`, 'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8', `Content-Transfer-Encoding: ${encoding}`, '', body, ''].join('\r\n'))
  send('2.eml', '=?utf-8?q?Caf=C3=A9?=', 'quoted-printable', 'See http://localhost:1/c?token=3Dabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqr=\r\nstuvwxyz. Bis sp=C3=A4ter.')
  send('1.eml', 'Hello', 'base64', Buffer.from('Come to http://localhost:1/j/ünï.').toString('base64'))
  const first = await mail.waitFor('ada@example.org')
  assert.equal(first.subject, 'Hello')
  assert.deepEqual(first.links, ['http://localhost:1/j/ünï'])
  const second = await mail.waitFor('ada@example.org', { subject: 'Café' })
  assert.deepEqual(second.links, ['http://localhost:1/c?token=abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz'])
  assert.match(second.text, /Bis später/)
  await assert.rejects(mail.waitFor('ada@example.org', { within: 100 }), /waited .* s for mail to ada@example.org/)
  rmSync(directory, { recursive: true })
})

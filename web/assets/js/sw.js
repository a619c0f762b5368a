// The service worker, served at /sw.js. It makes the codes, the scanner and tonight's gatherings open with no network.
// It keeps no answer of the API and nothing that was posted.

const ASSETS = 'visavis-assets',
  PAGES = 'visavis-pages',
  PEOPLE = 'visavis-people'
const MANIFEST = '/assets/manifest.json'
const MOST_PAGES = 30
const PATIENCE = 4000,
  PATIENCE_TO_MEET = 1500 // a network that is silent for so long counts as none, if a page is kept

self.addEventListener('install', event => event.waitUntil(precache().then(() => self.skipWaiting())))

self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

/** One version of the assets is kept whole: a page and its scripts are always of the same one. */
async function precache() {
  const manifest = await (await fetch(MANIFEST, { cache: 'no-store' })).json()
  const assets = await caches.open(ASSETS)
  for (const file of manifest.files) if (!(await assets.match(file))) await assets.add(file)
  for (const page of manifest.pages) await refresh(page)
  const wanted = new Set([...manifest.files, MANIFEST])
  await assets.put(MANIFEST, new Response(JSON.stringify(manifest)))
  for (const request of await assets.keys()) if (!wanted.has(new URL(request.url).pathname)) await assets.delete(request)
  return manifest
}

/** After a deployment the newest page names new assets: they are fetched before it is kept. */
async function renewed() {
  const [fresh, kept] = await Promise.all([
    fetch(MANIFEST, { cache: 'no-store' }).then(answer => answer.json()),
    caches.match(MANIFEST).then(answer => answer?.json()),
  ])
  if (fresh.version !== kept?.version) await precache()
}

async function refresh(page) {
  const answer = await fetch(page, { credentials: 'same-origin', cache: 'no-store' })
  if (keepable(answer)) await keepPage(page, answer)
}

const keepable = answer =>
  answer.ok && !answer.redirected && answer.type === 'basic' && (answer.headers.get('content-type') ?? '').startsWith('text/html')

async function keepPage(path, answer) {
  const pages = await caches.open(PAGES)
  await pages.delete(path) // put again at the end, so the order of keys is that of use
  await pages.put(path, answer)
  const visited = (await pages.keys()).filter(request => new URL(request.url).pathname.startsWith('/g/'))
  for (const old of visited.slice(0, -MOST_PAGES)) await pages.delete(old)
}

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname === MANIFEST || url.pathname.startsWith('/api/') || url.pathname === '/live') return
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (request.mode === 'navigate') event.respondWith(page(event, url))
  else if (request.destination === 'image') event.respondWith(picture(request))
})

async function asset(request) {
  return (await caches.match(request, { cacheName: ASSETS })) ?? fetch(request).catch(() => otherVersion(request))
}

/** A page that was kept before the last deployment names files that are gone: those of the same name stand in. */
async function otherVersion(request) {
  const file = address => new URL(address).pathname.split('/').slice(3).join('/')
  const assets = await caches.open(ASSETS)
  const standIn = (await assets.keys()).find(({ url }) => file(url) === file(request.url))
  return standIn ? assets.match(standIn) : Response.error()
}

async function picture(request) {
  return (await caches.match(request, { cacheName: PEOPLE })) ?? fetch(request)
}

const keptOffline = path => path === '/' || path === '/meet' || /^\/g\/[^/]+(\/(door|entry))?$/.test(path)

async function page(event, url) {
  const path = url.pathname
  const kept = keptOffline(path) ? await caches.match(path, { cacheName: PAGES }) : null
  const asked = fetch(event.request).then(answer => {
    if (keptOffline(path) && !url.search && keepable(answer)) {
      const copy = answer.clone()
      event.waitUntil(
        renewed()
          .then(() => keepPage(path, copy))
          .catch(() => {}),
      )
    }
    return answer
  })
  asked.catch(() => {})
  try {
    return await (kept ? Promise.race([asked, tooLong(path)]) : asked)
  } catch {
    return kept ?? (await caches.match('/offline', { cacheName: PAGES })) ?? Response.error()
  }
}

const tooLong = path =>
  new Promise((_, reject) => setTimeout(() => reject(new Error('no answer')), path === '/meet' ? PATIENCE_TO_MEET : PATIENCE))

// Who is signed in has their own pages; after sign-out, when the page has deleted what was kept, everybody's come back.
self.addEventListener('message', event => {
  if (event.data === 'signed-out') event.waitUntil(refresh('/offline').catch(() => {}))
  if (event.data?.keep && keptOffline(event.data.keep)) event.waitUntil(refresh(event.data.keep).catch(() => {}))
  if (event.data === 'signed-in') event.waitUntil(Promise.all(['/meet', '/offline', '/'].map(refresh)).catch(() => {}))
})

// On every page: the service worker, the time zone, sign-out, and what waits for a network. All else is loaded on need.

navigator.serviceWorker?.register('/sw.js', { scope: '/' }).catch(() => {})

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
if (zone && !document.cookie.includes(`tz=${encodeURIComponent(zone)}`)) {
  document.cookie = `tz=${encodeURIComponent(zone)}; Path=/; Max-Age=31536000; SameSite=Lax${location.protocol === 'https:' ? '; Secure' : ''}`
}

// Forms that sign out: <form method="post" action="/signout" data-sign-out>. The wiping is waited for, then it goes on.
document.addEventListener('submit', async event => {
  const form = event.target
  if (!form.matches('[data-sign-out]') || form.dataset.wiped) return
  event.preventDefault()
  try {
    await wipe()
  } finally {
    form.dataset.wiped = 'yes'
    form.submit()
  }
})

async function wipe() {
  const { forget } = await import('./store.js')
  await forget()
  if (!('caches' in globalThis)) return
  for (const name of ['visavis-pages', 'visavis-people']) await caches.delete(name)
  navigator.serviceWorker?.controller?.postMessage('signed-out')
}

// Signed out elsewhere, or the session ended: <html data-signed-out>. A page kept from before the sign-in says so as well,
// so the server is asked before anything is wiped; with no network nothing is.
if ('signedOut' in document.documentElement.dataset && localStorage.getItem('visavis.persona')) {
  fetch('/api/v1/encounters/kit', { headers: { accept: 'application/json' }, cache: 'no-store' }).then(
    async ({ status }) => {
      if (status === 401) await wipe()
    },
    () => {},
  )
}

// Signed in: this device gets its key and its kit, so that it can meet people before *We've met* was ever opened.
const { signedOut, persona } = document.documentElement.dataset
// Whoever has just arrived at a gathering gets the list of those who are there.
const fresh = document.querySelector('[data-here]') ? 60_000 : 6 * 3600_000
const stale = Date.now() - Number(localStorage.getItem('visavis.kit') ?? 0) > fresh
const other = persona && persona !== localStorage.getItem('visavis.persona')
if (signedOut === undefined && (stale || other) && navigator.onLine && !document.getElementById('meet')) {
  ;(globalThis.requestIdleCallback ?? setTimeout)(() => import('./kit.js').then(({ refreshKit }) => refreshKit()))
}

if (Number(localStorage.getItem('visavis.waiting') ?? 0) > 0 && !document.getElementById('meet')) {
  import('./queue.js').then(({ keepSending }) => keepSending())
}

if (Number(localStorage.getItem('visavis.door') ?? 0) > 0 && !document.getElementById('door')) {
  import('./door/queue.js').then(({ keepSending }) => keepSending())
}

// Lists of guests do not outlive their gathering by more than a day.
if (Number(localStorage.getItem('visavis.doors') ?? 0) > 0) {
  import('./door/queue.js').then(({ sweep }) => sweep())
}

if (document.querySelector('form[data-passkey]')) import('./passkey.js')

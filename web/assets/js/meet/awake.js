// Keeps the screen lit while a code is on it. Browsers without this dim as ever.

/** @returns {() => void} lets the screen sleep again */
export function stayAwake() {
  let lock = null,
    over = false
  const ask = async () => {
    if (over || document.visibilityState !== 'visible' || !navigator.wakeLock) return
    lock = await navigator.wakeLock.request('screen').catch(() => null)
    if (over) lock?.release()
  }
  document.addEventListener('visibilitychange', ask)
  ask()
  return () => {
    over = true
    document.removeEventListener('visibilitychange', ask)
    lock?.release()
  }
}

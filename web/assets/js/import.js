// Keeps the bar moving while gatherings are brought in, and shows the result when it is there.
const wait = ms => new Promise(resolve => setTimeout(resolve, ms))

for (;;) {
  await wait(1500)
  const answer = await fetch(location.href).catch(() => undefined)
  if (!answer?.ok) continue
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const bar = page.querySelector('#progress')
  if (!bar) {
    location.reload()
    break
  }
  document.querySelector('#progress').replaceChildren(...bar.childNodes)
}

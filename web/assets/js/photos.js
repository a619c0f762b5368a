// Several photos at once, one after another, with how far it is. Without script the form sends one.
const form = document.querySelector('form[data-photos]')
const [field, shown, fault, button] = ['input[type=file]', '[data-progress]', '[data-fault]', 'button[type=submit]'].map(what => form.querySelector(what))
const [bar, words] = [shown.querySelector('progress'), shown.querySelector('span > span:last-child')]
field.multiple = true
field.accept = 'image/*'

/** Sends one; rejects with the words of the fault. */
const send = (body, moved) =>
  new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', ({ loaded, total }) => moved(total ? loaded / total : 0))
    request.addEventListener('error', () => failed(new Error(form.dataset.failed)))
    request.addEventListener('load', () => {
      if (request.status < 400) return done()
      const page = new DOMParser().parseFromString(request.responseText, 'text/html')
      failed(new Error(page.querySelector('.field-error span, .lead')?.textContent || form.dataset.failed))
    })
    request.open('POST', form.action)
    request.setRequestHeader('accept', 'text/html')
    request.send(body)
  })

form.addEventListener('submit', async event => {
  const files = [...field.files]
  if (!files.length) return
  event.preventDefault()
  button.disabled = true
  fault.hidden = true
  shown.hidden = false
  let sent = 0
  const say = part => {
    bar.value = (100 * (sent + part)) / files.length
    words.textContent = form.dataset.sending.replace('%of', files.length).replace('%n', Math.min(sent + 1, files.length))
  }
  try {
    for (const file of files) {
      say(0)
      const body = new FormData(form)
      body.set('photo', file)
      // Words on one photo are not those of the next.
      if (files.length > 1) body.delete('words')
      await send(body, say)
      sent++
    }
    location.assign(form.getAttribute('action'))
  } catch (error) {
    fault.textContent = error.message
    fault.hidden = false
    shown.hidden = true
    button.disabled = false
    // What has arrived is not sent again.
    const left = new DataTransfer()
    for (const file of files.slice(sent)) left.items.add(file)
    field.files = left.files
  }
})

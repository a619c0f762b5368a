// Hands a link on: by the device's own sheet where there is one, else to the clipboard. Without script the link stands
// in its field.

for (const button of document.querySelectorAll('button.share-link')) {
  if (!navigator.share && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const { share, title, done } = button.dataset;
    try {
      if (navigator.share) return await navigator.share({ title, url: share });
      await navigator.clipboard.writeText(share);
      button.querySelector('span').textContent = done;
      const status = document.getElementById('shared');
      if (status) status.textContent = done;
    } catch {
      // Called off by the person, or not allowed: the link still stands there.
    }
  });
}

for (const field of document.querySelectorAll('input.share')) {
  field.readOnly = true;
  field.addEventListener('focus', () => field.select());
}

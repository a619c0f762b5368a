// A conversation of two stays current: what is new is fetched as the same page and put in place. What is being typed stays.

const pair = document.getElementById('pair');
const here = location.pathname;

const seen = () => pair?.dataset.unseen !== undefined
  && fetch(`${here}/seen`, { method: 'POST', redirect: 'manual' }).then(() => {
    delete pair.dataset.unseen;
    document.getElementById('seen')?.remove();
  }).catch(() => {});

async function refresh() {
  const response = await fetch(here, { headers: { accept: 'text/html' } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const [now, fresh] = [document, page].map((side) => side.getElementById('posts'));
  if (!now || !fresh) return;
  now.setAttribute('aria-live', 'polite');
  now.replaceChildren(...fresh.childNodes);
  // The first answer opens a conversation that was waiting for it.
  const [form, newForm] = [document, page].map((side) => side.getElementById('write'));
  if (!form && newForm) location.reload();
  if (page.getElementById('pair')?.dataset.unseen !== undefined) pair.dataset.unseen = '';
  if (document.visibilityState === 'visible') seen();
}

if (pair && !location.search) {
  if (document.visibilityState === 'visible') seen();
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && seen());
  const events = new EventSource('/live');
  events.addEventListener('post', ({ data }) => JSON.parse(data).from === pair.dataset.handle && refresh());
  events.addEventListener('missed', refresh);
}

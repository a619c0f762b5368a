// Suggestions for fields that take a town, in the browser's own list; and the button that asks where one is. Without
// either the field takes what is typed.

const PAUSE = 180;

for (const field of document.querySelectorAll('input.town')) suggest(field);
if (navigator.geolocation) for (const button of document.querySelectorAll('button.near-me')) offer(button);

async function towns(query) {
  const answer = await fetch(`/api/v1/towns?${new URLSearchParams(query)}`, { headers: { accept: 'application/json' } });
  return answer.ok ? answer.json() : [];
}

function suggest(field) {
  const list = document.createElement('datalist');
  list.id = `${field.id}-towns`;
  field.after(list);
  field.setAttribute('list', list.id);
  field.autocomplete = 'off';
  let waiting, asked = '';
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    const typed = field.value.trim();
    // A suggestion that was chosen needs no others.
    if (typed.length < 2 || typed === asked || [...list.options].some((option) => option.value === typed)) return;
    waiting = setTimeout(async () => {
      asked = typed;
      const found = await towns({ q: typed }).catch(() => []);
      if (field.value.trim() === typed) list.replaceChildren(...found.map(({ label }) => new Option(label, label)));
    }, PAUSE);
  });
}

function offer(button) {
  const field = document.getElementById(button.dataset.for);
  button.hidden = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    const done = () => { button.disabled = false; };
    navigator.geolocation.getCurrentPosition(async ({ coords }) => {
      // Two decimals, about a kilometre: enough to know the town, and no more than that leaves the device.
      const [town] = await towns({ lat: coords.latitude.toFixed(2), lon: coords.longitude.toFixed(2) }).catch(() => []);
      if (town) field.value = town.label;
      done();
      field.focus();
    }, done, { maximumAge: 600_000, timeout: 15_000 });
  });
}

// The form of a gathering: towns and zones are proposed while one types. Without this it is a form all the same.

const town = document.getElementById('field-town');
const zone = document.getElementById('field-zone');
const date = document.getElementById('field-date');
const endDate = document.getElementById('field-end_date');

function proposals(input, name) {
  const list = document.createElement('datalist');
  list.id = name;
  input.after(list);
  input.setAttribute('list', name);
  return (values) => list.replaceChildren(...values.map((value) => Object.assign(document.createElement('option'), { value })));
}

if (zone && Intl.supportedValuesOf) proposals(zone, 'zones')(Intl.supportedValuesOf('timeZone'));

if (town) {
  const propose = proposals(town, 'towns');
  let asked = '';
  let timer = 0;
  town.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const query = town.value.trim();
      if (query.length < 2 || query === asked) return;
      asked = query;
      try {
        const answer = await fetch(`/api/v1/towns?q=${encodeURIComponent(query)}`, { headers: { accept: 'application/json' } });
        if (!answer.ok || query !== asked) return;
        const body = await answer.json();
        const towns = Array.isArray(body) ? body : (body.towns ?? []);
        propose(towns.map((entry) => entry.label ?? entry).filter((label) => typeof label === 'string'));
      } catch {
        // With no network the town is typed without help.
      }
    }, 150);
  });
}

// An end is never before the start.
date?.addEventListener('change', () => {
  if (endDate && date.value) endDate.min = date.value;
});

// The form of a gathering: zones are proposed while one types, and a last day is not before the first. Without this it is
// a form all the same.

const zone = document.getElementById('field-zone');
const date = document.getElementById('field-date');
const lastDay = document.getElementById('field-end_date');

if (zone && Intl.supportedValuesOf) {
  const list = document.createElement('datalist');
  list.id = 'zones';
  list.append(...Intl.supportedValuesOf('timeZone').map((name) => new Option(name, name)));
  zone.after(list);
  zone.setAttribute('list', list.id);
}

date?.addEventListener('change', () => {
  if (lastDay && date.value) lastDay.min = date.value;
});

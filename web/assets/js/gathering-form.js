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

// A venue that was used before brings its town, its street and how one gets in.
const venue = document.getElementById('field-venue');
const venues = document.getElementById('venues');
if (venue && venues) {
  venue.setAttribute('list', venues.id);
  venue.addEventListener('input', () => {
    const chosen = [...venues.options].find((option) => option.value === venue.value);
    if (!chosen) return;
    for (const [name, value] of Object.entries({ town: chosen.dataset.town, address: chosen.dataset.address, step_free: chosen.dataset.steps })) {
      const field = document.getElementById(`field-${name}`);
      if (field && value) field.value = value;
    }
  });
}

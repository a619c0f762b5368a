// On /e, where a stranger's camera lands. Who is signed in on this device goes on to the meeting; the others read the page.

if (localStorage.getItem('visavis.persona') && /^#[A-Za-z2-7]+$/.test(location.hash)) {
  location.replace(`/meet${location.hash}`)
}

// A map that is dragged, pinched, wheeled and moved by keys. The server draws it: here it is only shifted, and each new
// view is the page at that view's own address, of which map and list are taken over.

const TILE = 256, PATIENCE = 250;

const map = document.getElementById('map');
if (map) live(map);

function live(map) {
  map.classList.add('live');
  map.tabIndex = 0;
  const pointers = new Map();
  // What was done to the picture since it was drawn: moved by x and y, and made larger around the frame's middle.
  let x = 0, y = 0, factor = 1, waiting, asked = 0, dragged = false;

  const picture = () => map.querySelector('.map-picture');
  const frame = () => picture().viewBox.baseVal;
  /** Pixels of the screen for one of the picture. */
  const scale = () => Math.max(picture().clientWidth / frame().width, picture().clientHeight / frame().height) || 1;
  const view = () => map.dataset.at.split(',').map(Number);

  function shift() {
    const { width, height } = frame();
    const world = picture().querySelector('.map-world');
    world.setAttribute('transform', `translate(${x + width / 2 * (1 - factor)} ${y + height / 2 * (1 - factor)}) scale(${factor})`);
  }

  /** Makes it larger around a point of the screen. */
  function enlarge(by, clientX, clientY) {
    const box = picture().getBoundingClientRect();
    const fromX = (clientX - box.left - box.width / 2) / scale(), fromY = (clientY - box.top - box.height / 2) / scale();
    const next = Math.min(8, Math.max(1 / 8, factor * by));
    x = fromX - (fromX - x) * next / factor;
    y = fromY - (fromY - y) * next / factor;
    factor = next;
    shift();
  }

  /** The view that is seen now. */
  function seen() {
    const [lat, lon, zoom] = view();
    const nearer = Math.min(12, Math.max(1, zoom + Math.round(Math.log2(factor))));
    const width = TILE * 2 ** zoom;
    const sine = Math.sin(lat * Math.PI / 180);
    const middleX = (lon / 360 + .5) * width - x / factor;
    const middleY = (.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * width - y / factor;
    const north = Math.atan(Math.sinh((.5 - middleY / width) * 2 * Math.PI)) * 180 / Math.PI;
    const east = ((middleX / width % 1 + 1) % 1 - .5) * 360;
    return [Math.min(85, Math.max(-85, north)).toFixed(3), east.toFixed(3), nearer].join(',');
  }

  function settle(pause = 0) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (pointers.size) return;
      const url = new URL(location.href);
      url.searchParams.set('view', 'map');
      url.searchParams.set('at', seen());
      show(url);
    }, pause);
  }

  async function show(url, way) {
    const turn = ++asked;
    try {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = page.getElementById('map');
      // Whoever moves on meanwhile gets that view, not this one.
      if (turn !== asked || pointers.size || !next) return;
      map.replaceChildren(...next.childNodes);
      map.dataset.at = next.dataset.at;
      for (const id of ['map-said', 'map-list']) document.getElementById(id)?.replaceChildren(...page.getElementById(id)?.childNodes ?? []);
      [x, y, factor] = [0, 0, 1];
      history.replaceState(history.state, '', url);
      if (way) (map.querySelector(`[data-way=${way}]`) ?? map).focus();
    } catch {
      // With no network the picture stays as it was.
      if (turn === asked) { [x, y, factor] = [0, 0, 1]; shift(); }
    }
  }

  map.addEventListener('pointerdown', (event) => {
    if (event.button || event.target.closest('.map-ways')) return;
    dragged = false;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
  });
  map.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    const step = Math.hypot(now[0] - before[0], now[1] - before[1]);
    // A finger that only touches trembles.
    if (!dragged && step < 6) return;
    if (!dragged) { dragged = true; map.classList.add('held'); map.setPointerCapture(event.pointerId); }
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const apart = (at) => Math.hypot(at[0] - other[0], at[1] - other[1]);
      enlarge(apart(now) / Math.max(1, apart(before)), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else {
      x += (now[0] - before[0]) / scale();
      y += (now[1] - before[1]) / scale();
      shift();
    }
    pointers.set(event.pointerId, now);
  });
  for (const end of ['pointerup', 'pointercancel']) map.addEventListener(end, (event) => {
    if (!pointers.delete(event.pointerId) || pointers.size) return;
    map.classList.remove('held');
    if (dragged) settle();
  });
  map.addEventListener('dragstart', (event) => event.preventDefault());
  map.addEventListener('wheel', (event) => {
    // The page scrolls past it; over it the wheel is for it once it has been taken up, or with Ctrl as everywhere.
    if (!event.ctrlKey && document.activeElement !== map && !map.contains(document.activeElement)) return;
    event.preventDefault();
    enlarge(2 ** (-event.deltaY / (event.ctrlKey ? 100 : 300)), event.clientX, event.clientY);
    settle(PATIENCE);
  }, { passive: false });
  map.addEventListener('click', (event) => {
    if (dragged) { event.preventDefault(); dragged = false; return; }
    const link = event.target.closest('a');
    const href = link?.getAttribute('href') ?? '';
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { if (!link) map.focus({ preventScroll: true }); return; }
    if (!/[?&]at=/.test(href) || !href.startsWith(location.pathname)) return;
    event.preventDefault();
    show(new URL(href, location.href), link.dataset.way ?? 'in');
  }, true);
  const KEYS = { ArrowUp: 'north', ArrowDown: 'south', ArrowLeft: 'west', ArrowRight: 'east', '+': 'in', '=': 'in', '-': 'out' };
  map.addEventListener('keydown', (event) => {
    const link = KEYS[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey && map.querySelector(`[data-way=${KEYS[event.key]}]`);
    if (!link) return;
    event.preventDefault();
    show(new URL(link.getAttribute('href'), location.href), event.target === map ? undefined : event.target.dataset?.way);
  });
}

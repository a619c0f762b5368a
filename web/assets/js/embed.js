// For pages of other sites: <visavis-gathering src="https://…/g/…"> and <visavis-community src="https://…/c/…"> show it in
// a frame without script. What stands within the element is shown where no script runs. `theme` says light or dark.
const home = new URL(import.meta.url).origin;

class Fragment extends HTMLElement {
  static observedAttributes = ['src', 'theme', 'height'];

  connectedCallback() {
    this.show();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.show();
  }

  show() {
    const source = new URL(this.getAttribute('src') ?? '', document.baseURI);
    // This script shows pages of its own server alone.
    if (source.origin !== home || !/^\/[gc]\/[^/]+$/.test(source.pathname)) return;
    const theme = this.getAttribute('theme');
    const frame = document.createElement('iframe');
    frame.src = `${home}${source.pathname}/embed${theme ? `?theme=${encodeURIComponent(theme)}` : ''}`;
    frame.title = this.textContent.trim() || 'Visavis';
    frame.loading = 'lazy';
    frame.width = '100%';
    frame.height = this.getAttribute('height') ?? '540';
    frame.setAttribute('frameborder', '0');
    (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).replaceChildren(frame);
  }
}

customElements.define('visavis-gathering', class extends Fragment {});
customElements.define('visavis-community', class extends Fragment {});

// `<dialogo-chat>`: one chat in another page. docs/embedding.md says how it is used.

import { App } from './app.js';
import { keepInMemory } from './dom/kept.js';
import { EmbeddedChat } from './embed/chat.js';
import { insideElement } from './embed/place.js';
import { styleSheets } from './embed/styles.js';

/** @typedef {import('./embed/session.js').Given} Given */
/** @typedef {() => Given | Promise<Given>} TokenSource  a fresh token each time */

class DialogoChat extends HTMLElement {
  static observedAttributes = ['server', 'chat'];

  #root = this.attachShadow({ mode: 'open' });
  /** @type {TokenSource | null} */
  #getToken = null;
  /** @type {{server: string, view: EmbeddedChat, end: () => void} | null} */
  #life = null;
  #isDue = false;

  connectedCallback() {
    // What the page set before this module had come.
    if (Object.hasOwn(this, 'getToken')) {
      const { getToken } = this;
      Reflect.deleteProperty(this, 'getToken');
      this.getToken = getToken;
    }
    this.#soon();
  }

  disconnectedCallback() {
    this.#soon();
  }

  attributeChangedCallback() {
    this.#soon();
  }

  get getToken() {
    return this.#getToken;
  }

  set getToken(source) {
    this.#getToken = source;
    this.#soon();
  }

  get server() {
    return new URL(this.getAttribute('server') ?? import.meta.url, document.baseURI).origin;
  }

  get chat() {
    return this.getAttribute('chat') ?? '';
  }

  /** Once for all that is changed at once; an element that only moves in the page lives on. */
  #soon() {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#look();
    });
  }

  #look() {
    const wanted = this.isConnected && this.chat !== '' && this.#getToken !== null;
    if (this.#life && wanted && this.#life.server === this.server) return this.#life.view.show(this.chat);
    this.#life?.end();
    this.#life = wanted ? this.#begin() : null;
  }

  #begin() {
    const server = this.server;
    const { place, leave } = insideElement({ origin: server, root: this.#root, chat: () => this.chat, token: async () => (await this.#getToken?.()) ?? '' });
    const app = new App(place);
    const view = new EmbeddedChat(app, this.chat, (name, detail) => this.#tell(name, detail), () => this.#again());
    view.element.dir = getComputedStyle(this).direction;
    app.session.addEventListener('failed', (event) => this.#tell('error', { code: 'token', message: String(/** @type {CustomEvent} */ (event).detail) }));
    app.session.addEventListener('ended', (event) => this.#tell('error', { code: 'ended', message: /** @type {CustomEvent} */ (event).detail }));
    const life = {
      server,
      view,
      end: () => {
        view.destroy();
        app.close();
        leave();
      },
    };
    void this.#show(view, () => this.#life === life);
    void app.start();
    return life;
  }

  /** Only with its styles. @param {EmbeddedChat} view @param {() => boolean} isWanted */
  async #show(view, isWanted) {
    try {
      this.#root.adoptedStyleSheets = await styleSheets();
      if (!isWanted()) return;
      this.#root.append(view.element);
      view.show(this.chat);
    } catch (error) {
      this.#tell('error', { code: 'styles', message: String(error) });
    }
  }

  #again() {
    this.#life?.end();
    this.#life = this.#begin();
  }

  /** @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`dialogo-${name}`, { detail, bubbles: true, composed: true }));
  }
}

keepInMemory();
// A page may load the module from two places; the first one counts.
if (!customElements.get('dialogo-chat')) customElements.define('dialogo-chat', DialogoChat);

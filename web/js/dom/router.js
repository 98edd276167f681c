// Which view the address names, and how to get to another one without a reload.

/** @typedef {{name: "home" | "chat" | "around" | "search" | "saved" | "discover" | "profile" | "login" | "register" | "unknown", id: string | null, number?: number}} Route */

/** @param {string} path @returns {Route} */
export function routeOf(path) {
  const parts = path.split('/').filter(Boolean);
  if (parts.length === 0) return { name: 'home', id: null };
  if (parts.length === 2 && parts[0] === 'chats') return { name: 'chat', id: parts[1] };
  if (parts.length === 3 && parts[0] === 'chats' && /^[1-9]\d{0,14}$/.test(parts[2])) return { name: 'around', id: parts[1], number: Number(parts[2]) };
  if (parts.length === 1) {
    const name = parts[0];
    if (name === 'search' || name === 'saved' || name === 'discover' || name === 'profile' || name === 'login' || name === 'register') return { name, id: null };
  }
  return { name: 'unknown', id: null };
}

export class Router extends EventTarget {
  /** @param {Window} window */
  constructor(window) {
    super();
    this.window = window;
    this.route = routeOf(window.location.pathname);
    window.addEventListener('popstate', () => this.#arrive());
    window.document.addEventListener('click', (event) => this.#clicked(event));
  }

  /** @param {string} path @param {{replace?: boolean}} [how] */
  go(path, { replace = false } = {}) {
    if (path === this.window.location.pathname) return;
    if (replace) this.window.history.replaceState(null, '', path);
    else this.window.history.pushState(null, '', path);
    this.#arrive();
  }

  #arrive() {
    this.route = routeOf(this.window.location.pathname);
    this.dispatchEvent(new Event('change'));
  }

  /** Our own links are followed here, unless the reader wants a new tab or a download. @param {MouseEvent} event */
  #clicked(event) {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || link.origin !== this.window.location.origin || link.hasAttribute('download')) return;
    if (link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    this.go(link.pathname);
  }
}

// Which view the address names, and how to get to another one without a reload.

/** @typedef {{name: "home" | "chat" | "around" | "search" | "saved" | "discover" | "admin" | "profile" | "login" | "register" | "invite" | "unknown", id: string | null, number?: number}} Route */

/**
 * @param {string} path
 * @param {string} [hash]  carries the code of an invitation, also through the log-in: what stands there is sent to no server
 * @returns {Route}
 */
export function routeOf(path, hash = '') {
  const code = hash.slice(1) || null;
  const parts = path.split('/').filter(Boolean);
  if (parts.length === 0) return { name: 'home', id: null };
  if (parts.length === 2 && parts[0] === 'chats') return { name: 'chat', id: parts[1] };
  if (parts.length === 3 && parts[0] === 'chats' && /^[1-9]\d{0,14}$/.test(parts[2])) return { name: 'around', id: parts[1], number: Number(parts[2]) };
  if (parts.length === 1) {
    const name = parts[0];
    if (name === 'search' || name === 'saved' || name === 'discover' || name === 'admin' || name === 'profile') return { name, id: null };
    if (name === 'login' || name === 'register' || name === 'invite') return { name, id: code };
  }
  return { name: 'unknown', id: null };
}

/** Where somebody belongs who is logged in now: to the invitation that they came with, if they did. @param {Route} route */
export function afterSignIn({ id }) {
  return id ? `/invite#${id}` : '/';
}

export class Router extends EventTarget {
  /** @param {Window} window */
  constructor(window) {
    super();
    this.window = window;
    this.route = this.#here();
    window.addEventListener('popstate', () => this.#arrive());
    window.document.addEventListener('click', (event) => this.#clicked(event));
  }

  /** @param {string} path @param {{replace?: boolean}} [how] */
  go(path, { replace = false } = {}) {
    const { pathname, hash } = this.window.location;
    if (path === pathname + hash) return;
    if (replace) this.window.history.replaceState(null, '', path);
    else this.window.history.pushState(null, '', path);
    this.#arrive();
  }

  #here() {
    return routeOf(this.window.location.pathname, this.window.location.hash);
  }

  #arrive() {
    this.route = this.#here();
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
    this.go(link.pathname + link.hash);
  }
}

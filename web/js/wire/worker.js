// Registers the service worker, where browsers allow one, and says when it has a new version of the client.

/** @param {(renew: () => void) => void} ready  called with what brings the new version */
export async function registerWorker(ready) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return; // on plain http, but for this machine itself
  // The policy lets this one address pass as a script's, and no other.
  const policy = /** @type {any} */ (window).trustedTypes?.createPolicy('dialogo', { createScriptURL: () => '/sw.js' });
  const registration = await serviceWorker.register(policy?.createScriptURL('') ?? '/sw.js');
  // Another version than a page began with has no files for it: whoever takes it, all pages begin anew.
  let isControlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (isControlled) window.location.reload();
    isControlled = true;
  });
  const offer = () => {
    const { waiting } = registration;
    if (!waiting || !serviceWorker.controller) return;
    ready(() => waiting.postMessage('take over'));
  };
  offer();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer));
}

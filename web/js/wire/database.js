// One value by key in IndexedDB, for what is too much for localStorage. Without a database there is nothing kept, and no error.

const NAME = 'dialogo';
const TABLE = 'kept';

/** @param {() => IDBFactory | undefined} factory */
export function database(factory) {
  /** @type {Promise<IDBDatabase> | null} */
  let opened = null;
  /** @template T @param {IDBTransactionMode} mode @param {(table: IDBObjectStore) => IDBRequest<T>} deed @returns {Promise<T | null>} */
  const run = async (mode, deed) => {
    try {
      opened ??= open(factory());
      const db = await opened;
      return await settled(deed(db.transaction(TABLE, mode).objectStore(TABLE)));
    } catch {
      return null;
    }
  };
  return {
    /** @param {string} key @returns {Promise<any>} */
    get: (key) => run('readonly', (table) => table.get(key)),
    /** @param {string} key @param {unknown} value */
    set: (key, value) => run('readwrite', (table) => table.put(value, key)),
    clear: () => run('readwrite', (table) => table.clear()),
  };
}

/** @param {IDBFactory | undefined} factory @returns {Promise<IDBDatabase>} */
function open(factory) {
  if (!factory) return Promise.reject(new Error('no database'));
  const request = factory.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
  return settled(request);
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

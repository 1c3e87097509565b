/** The answer of a request. What is awaited between two requests of one transaction must be nothing but requests. */
export const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Resolves when everything is stored. */
export const done = (tx: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new DOMException('The transaction was aborted', 'AbortError'));
  });

/** Shows one place after the other; what `see` answers is the key to go on at, `true` for the next, `false` for the end. */
export const walk = <C extends IDBCursor>(
  request: IDBRequest<C | null>,
  see: (cursor: C) => IDBValidKey | boolean,
): Promise<void> =>
  new Promise((resolve, reject) => {
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      const next = cursor !== null && see(cursor);
      if (!cursor || next === false) resolve();
      else if (next === true) cursor.continue();
      else cursor.continue(next);
    };
  });

import * as Y from 'yjs';

/*
 * Keeps a text on this device. What changes goes into IndexedDB in one transaction at a time, with the number of changes
 * that the server has not confirmed; it is kept once that transaction is committed, and not before: a page that is
 * closed sooner takes it along.
 */

export interface KeptCopy {
  /** Resolves when what this device had is in the document, or when it is clear that there is no copy. */
  ready: Promise<void>;
  /** False where the browser refuses to store, or another tab has deleted the copy. */
  works: () => boolean;
  /** True while something handed over is not committed. */
  isBusy: () => boolean;
  /** Of the changes that are not safe elsewhere, how many were committed here; before `ready`, none. */
  count: () => number;
  /** The number of changes that are not safe is another one, and is written soon. */
  noteCount: () => void;
  /** Writes what waits, and closes. */
  close: () => void;
}

const updates = 'updates';
const notes = 'custom';
const countNote = 'kept';
const manyRows = 500;
const countPauseMs = 300;

export interface CopyOptions {
  name: string;
  doc: Y.Doc;
  /** Changes of this person that the server has not confirmed. */
  unsaved: () => number;
  /** The document has what was kept, and so many of its changes may not have reached the server. */
  tellFound: (unsaved: number) => void;
  /** What the copy says of itself is otherwise now. */
  hear: () => void;
}

export function openCopy({ name, doc, unsaved, tellFound, hear }: CopyOptions): KeptCopy {
  let db: IDBDatabase | undefined;
  let failed = false;
  let closed = false;
  let waiting: Uint8Array[] = [];
  let writing = 0;
  let rows = 0;
  let stored = 0;
  let noting: ReturnType<typeof setTimeout> | undefined;
  const origin = { copy: name };

  const take = (update: Uint8Array, from: unknown) => {
    if (failed || from === origin) return;
    waiting.push(update);
    hear();
    // After all that hear of this update: the count is written with what it counts.
    queueMicrotask(write);
  };
  doc.on('update', take);
  const leave = () => write(true);
  globalThis.addEventListener?.('pagehide', leave);

  const ready = open(name)
    .then(async (opened) => {
      db = opened;
      db.onversionchange = db.onclose = fail;
      const found = await readAll(db);
      // Whoever reads the page later must not be held up by a copy that cannot be read.
      if (!closed) applyAll(found.updates);
      rows = found.updates.length;
      stored = found.count;
      if (closed) return finish();
      tellFound(found.count);
      write();
    })
    .catch(fail)
    .then(hear);

  function applyAll(found: Uint8Array[]): void {
    const apply = () => {
      for (const update of found) Y.applyUpdate(doc, update, origin);
    };
    Y.transact(doc, apply, origin, false);
  }

  function fail(): void {
    if (failed) return;
    failed = true;
    waiting = [];
    db?.close();
    hear();
  }

  /** One at a time, so that what is typed meanwhile goes together; `now` where there may be no later. */
  function write(now = false): void {
    const count = unsaved();
    if (!db || failed || (writing > 0 && !now) || (waiting.length === 0 && count === stored)) return;
    const batch = waiting;
    waiting = [];
    writing++;
    try {
      const transaction = db.transaction([updates, notes], 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore(updates);
      if (batch.length > 0) {
        store.add(batch.length === 1 ? batch[0] : Y.mergeUpdates(batch));
        if (++rows > manyRows) rows = fold(store);
      }
      transaction.objectStore(notes).put(count, countNote);
      transaction.oncomplete = () => {
        writing--;
        stored = count;
        hear();
        if (waiting.length > 0) write();
        else if (unsaved() !== stored) noteCount();
      };
      transaction.onabort = fail;
    } catch {
      fail();
    }
  }

  function noteCount(): void {
    clearTimeout(noting);
    noting = closed ? undefined : setTimeout(write, unsaved() === 0 ? 0 : countPauseMs);
  }

  function finish(): void {
    write(true);
    // Waits for what is being written.
    db?.close();
  }

  return {
    ready,
    works: () => !failed,
    isBusy: () => !failed && (writing > 0 || waiting.length > 0),
    count: () => stored,
    noteCount,
    close: () => {
      closed = true;
      clearTimeout(noting);
      doc.off('update', take);
      globalThis.removeEventListener?.('pagehide', leave);
      finish();
    },
  };
}

/** How many changes of a copy that nobody opens any more were not known to be safe. */
export async function unsavedIn(name: string): Promise<number> {
  try {
    const db = await open(name);
    const { count } = await readAll(db);
    db.close();
    return count;
  } catch {
    return 0;
  }
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(updates, { autoIncrement: true });
      request.result.createObjectStore(notes);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function readAll(db: IDBDatabase): Promise<{ updates: Uint8Array[]; count: number }> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction([updates, notes], 'readonly');
    const all = transaction.objectStore(updates).getAll();
    const count = transaction.objectStore(notes).get(countNote);
    transaction.oncomplete = () => resolve({ updates: all.result, count: Number(count.result) || 0 });
    transaction.onabort = () => reject(transaction.error);
  });
}

/**
 * Makes one row of all, of what other tabs wrote as well, and gives how many are left. By way of a document, since that
 * drops what was deleted, and rows that are merely joined keep it.
 */
function fold(store: IDBObjectStore): number {
  const all = store.getAll();
  all.onsuccess = () => {
    const whole = new Y.Doc();
    for (const update of all.result) Y.applyUpdate(whole, update);
    store.clear();
    store.add(Y.encodeStateAsUpdate(whole));
    whole.destroy();
  };
  return 1;
}

import * as Y from 'yjs';

/**
 * Words that came back elsewhere, letter by letter as they were: those of `client` from clock `from`, of so many clocks,
 * are those that stood as `ofClient` from `ofFrom`.
 * @typedef {{ client: number, from: number, length: number, ofClient: number, ofFrom: number }} Move
 */

/** Letters that stand on end in one place. @typedef {{ words: string, ids: { client: number, clock: number }[] }} Run */

/** Shorter words are found by chance where other ones went. */
const leastWords = 4;
/** A sign that no text holds. */
const nothing = '\0';
/** What is more is not looked through: its words count for whoever wrote them anew, as they would without this. */
const most = { updates: 500, runs: 200, letters: 200_000 };

/**
 * The words that the updates after the first take from one place and write anew at another. Yjs moves nothing: whoever
 * divides a paragraph or joins two sends its words once more, as their own.
 * @param {Uint8Array[]} updates The state before, and what was committed since, in its order.
 * @returns {Move[]}
 */
export function moved([state, ...updates]) {
  if (!state || updates.length === 0 || updates.length > most.updates) return [];
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, state);
  /** @type {Move[]} */
  const moves = [];
  doc.on('afterTransaction', (/** @type {Y.Transaction} */ transaction) => {
    moves.push(...movesIn(transaction));
  });
  for (const update of updates) Y.applyUpdate(doc, update);
  doc.destroy();
  return moves;
}

/**
 * @param {Y.Transaction} transaction
 * @returns {Move[]}
 */
function movesIn(transaction) {
  if (deletedIn(transaction) < leastWords) return [];
  const gone = runsOf(transaction, (item) => item.deleted && !isNew(transaction, item));
  if (gone.length === 0) return [];
  const come = runsOf(transaction, (item) => !item.deleted && isNew(transaction, item));
  const letters = [...gone, ...come].reduce((sum, { words }) => sum + words.length, 0);
  if (gone.length > most.runs || come.length > most.runs || letters > most.letters) return [];
  // The longest first: a short one would take the words that belong to it.
  come.sort((a, b) => b.words.length - a.words.length);
  return come.flatMap((run) => fromOne(run, gone) ?? fromSeveral(run, gone));
}

/** @param {Y.Transaction} transaction */
function deletedIn(transaction) {
  let clocks = 0;
  for (const parts of transaction.deleteSet.clients.values()) for (const { len } of parts) clocks += len;
  return clocks;
}

/**
 * All of it stood within what went.
 * @param {Run} run
 * @param {Run[]} gone
 */
function fromOne(run, gone) {
  for (const old of gone) {
    if (run.words.length < leastWords) return [];
    const at = old.words.indexOf(run.words);
    if (at >= 0) return taken(run, 0, old, at, run.words.length);
  }
  return undefined;
}

/**
 * It holds what went, between other words.
 * @param {Run} run
 * @param {Run[]} gone
 */
function fromSeveral(run, gone) {
  /** @type {Move[]} */
  const moves = [];
  let left = run.words;
  for (const old of gone.toSorted((a, b) => b.words.length - a.words.length)) {
    const { length } = old.words;
    const at = length < leastWords ? -1 : left.indexOf(old.words);
    if (at < 0 || old.words.includes(nothing)) continue;
    moves.push(...taken(run, at, old, 0, length));
    left = without(left, at, length);
  }
  return moves;
}

/**
 * The letters are taken once: what is written twice was there once.
 * @param {Run} run
 * @param {number} at
 * @param {Run} old
 * @param {number} oldAt
 * @param {number} length
 * @returns {Move[]}
 */
function taken(run, at, old, oldAt, length) {
  /** @type {Move[]} */
  const moves = [];
  for (let i = 0; i < length; i++) {
    const [now, then] = [run.ids[at + i], old.ids[oldAt + i]];
    if (!now || !then) continue;
    const last = moves.at(-1);
    const isOnEnd =
      last?.client === now.client &&
      last.from + last.length === now.clock &&
      last.ofClient === then.client &&
      last.ofFrom + last.length === then.clock;
    if (last && isOnEnd) last.length++;
    else moves.push({ client: now.client, from: now.clock, length: 1, ofClient: then.client, ofFrom: then.clock });
  }
  old.words = without(old.words, oldAt, length);
  return moves;
}

/**
 * @param {string} words
 * @param {number} at
 * @param {number} length
 */
function without(words, at, length) {
  return words.slice(0, at) + nothing.repeat(length) + words.slice(at + length);
}

/**
 * @param {Y.Transaction} transaction
 * @param {Y.Item} item
 */
function isNew(transaction, item) {
  return item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0);
}

/**
 * Words of the elements that a transaction touched, as far as they are wanted.
 * @param {Y.Transaction} transaction
 * @param {(item: Y.Item) => boolean} isWanted
 * @returns {Run[]}
 */
function runsOf(transaction, isWanted) {
  /** @type {Run[]} */
  const runs = [];
  for (const type of textsTouched(transaction)) {
    /** @type {Run | undefined} */
    let run;
    for (let item = type._start; item; item = item.right) {
      const { content } = item;
      if (content instanceof Y.ContentString && isWanted(item) && isTouched(transaction, item)) {
        run ??= { words: '', ids: [] };
        if (!runs.includes(run)) runs.push(run);
        run.words += content.str;
        for (let i = 0; i < content.str.length; i++) run.ids.push({ client: item.id.client, clock: item.id.clock + i });
      } else if (!item.deleted && !(content instanceof Y.ContentFormat)) {
        // Marks of how words look stand between them and divide nothing.
        run = undefined;
      }
    }
  }
  return runs;
}

/**
 * Deleted or written in this transaction, and not before.
 * @param {Y.Transaction} transaction
 * @param {Y.Item} item
 */
function isTouched(transaction, item) {
  return isNew(transaction, item) || Y.isDeleted(transaction.deleteSet, item.id);
}

/**
 * The texts in which something came or went, also those that went with the element around them.
 * @param {Y.Transaction} transaction
 * @returns {Set<Y.XmlText>}
 */
function textsTouched(transaction) {
  /** @type {Set<Y.XmlText>} */
  const texts = new Set();
  const look = (/** @type {unknown} */ parent) => {
    if (parent instanceof Y.XmlText) texts.add(parent);
  };
  for (const type of transaction.changed.keys()) look(type);
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item) look(struct.parent);
  });
  for (const [client, structs] of transaction.doc.store.clients) {
    const before = transaction.beforeState.get(client) ?? 0;
    if ((transaction.afterState.get(client) ?? 0) <= before) continue;
    for (let i = structs.length - 1; i >= 0; i--) {
      const struct = structs[i];
      if (!struct || struct.id.clock + struct.length <= before) break;
      if (struct instanceof Y.Item) look(struct.parent);
    }
  }
  return texts;
}

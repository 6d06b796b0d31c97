import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { isFromOthers, isOwnUndo } from './block-ids';
import { isSameReading, type News, newsOf, type Reading, readingOf } from './readings';

/** What somebody else did in the block where one's own caret stands. */
export interface RemoteEdit {
  /** Ids of the Yjs clients whose changes came; empty where words only went, which no client signs. */
  clients: number[];
  news: News[];
}

const quietMs = 1500;
const longestMs = 6000;
const nothing: Reading = { stands: '', proposed: new Map() };

/**
 * Tells, gently, what others change where one is: gathered until they pause, and at most once in six seconds, so that
 * a voice that reads it never runs behind.
 */
export const RemoteEdits = Extension.create<{ doc: Y.Doc | null; tell: (edit: RemoteEdit) => void }>({
  name: 'remoteEdits',
  addOptions: () => ({ doc: null, tell: () => {} }),
  addProseMirrorPlugins() {
    const { doc, tell } = this.options;
    const writers = new Set<number>();
    const gather = (transaction: Y.Transaction) => {
      if (transaction.local) return;
      for (const [client, clock] of transaction.afterState)
        if (clock > (transaction.beforeState.get(client) ?? 0)) writers.add(client);
    };
    doc?.on('beforeObserverCalls', gather);

    /** The block as it was when the gathering began, and as it is now. */
    let begun: { id: string; before: Reading; clients: Set<number> } | undefined;
    let quiet: ReturnType<typeof setTimeout> | undefined;
    let latest: ReturnType<typeof setTimeout> | undefined;
    let state: EditorState | undefined;

    const end = () => {
      clearTimeout(quiet);
      clearTimeout(latest);
      latest = undefined;
      const now = begun && state ? blockWithId(state.doc, begun.id) : undefined;
      const news = begun ? newsOf(begun.before, now ? readingOf(now) : nothing) : [];
      if (begun && news.length > 0) tell({ clients: [...begun.clients], news });
      begun = undefined;
    };

    return [
      new Plugin({
        key: new PluginKey('remoteEdits'),
        state: {
          init: () => null,
          apply(tr, _, before, after) {
            state = after;
            if (!tr.docChanged || !isFromOthers(tr) || isOwnUndo(tr)) {
              // One's own words are not told: what was begun is told without them.
              if (tr.docChanged && begun) end();
              return null;
            }
            const own = blockOfCaret(before);
            const id = own?.attrs.id;
            const now = typeof id === 'string' && id ? blockWithId(after.doc, id) : undefined;
            const [then, read] = [own && readingOf(own), now && readingOf(now)];
            if (then && read && !isSameReading(then, read)) {
              begun ??= { id, before: then, clients: new Set() };
              for (const client of writers) begun.clients.add(client);
              clearTimeout(quiet);
              quiet = setTimeout(end, quietMs);
              latest ??= setTimeout(end, longestMs);
            }
            writers.clear();
            return null;
          },
        },
        view: () => ({
          destroy: () => {
            clearTimeout(quiet);
            clearTimeout(latest);
            doc?.off('beforeObserverCalls', gather);
          },
        }),
      }),
    ];
  },
});

function blockOfCaret(state: EditorState): Node | undefined {
  const { $head } = state.selection;
  for (let depth = $head.depth; depth > 0; depth--) {
    const node = $head.node(depth);
    if (node.isTextblock && node.type.name !== 'footnote') return node;
  }
  return undefined;
}

function blockWithId(doc: Node, id: string): Node | undefined {
  let found: Node | undefined;
  doc.descendants((node) => {
    if (node.attrs.id === id) found = node;
    return !found && !node.isTextblock;
  });
  return found;
}

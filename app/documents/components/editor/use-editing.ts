import type { Editor } from '@tiptap/core';
import { useEditor } from '@tiptap/react';
import { type MutableRefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import type { Presence } from './carets';
import { type Cited, openCited } from './citations';
import { editingExtensions } from './editing-extensions';
import type { News } from './readings';
import type { RemoteEdit } from './remote-edits';
import { drawBadge } from './section-badge';
import type { TextSession } from './session';
import type { Touched } from './touched';
import type { Asking, Side } from './use-writing';
import type { WriteData } from './write-data';
import { type Keys, writingKeys } from './writing-keys';

/** What the keys and the paste of the editor ask of the page around it; filled in once that is drawn. */
export interface Around {
  ask: (asking: Asking) => void;
  say: (words: string) => void;
  find: () => void;
  beginComment: () => void;
  openSide: (side: Side) => void;
  /** To the comment or the suggestion at the caret. */
  toThread: () => void;
  toToolbar: () => void;
  suggesting: boolean;
  nameOf: (person: number) => string;
  /** On a caret: what is known of a person before what their window says. */
  nameOn: (presence: Presence) => string;
  /** Nobody else is known to have proposed something in this person's name. */
  mayName: (person: number) => boolean;
}

/** What sticks to the edges of the window must not lie over the caret: state and tools above, on a phone the parts below. */
const caretMarginPx = { top: 130, bottom: 90, left: 90, right: 90 };

export interface Editing {
  editor: Editor | null;
  cited: Cited;
  around: MutableRefObject<Around>;
  /** What this person changed since all was last safe; to be copied when the line is closed. */
  touched: MutableRefObject<Touched>;
  keys: Keys;
}

export function useEditing(data: WriteData, session: TextSession): Editing {
  const { t } = useTranslation('editor');
  const [cited] = useState(() => openCited(`/documents/${data.id}/cited`));
  const touched = useRef<Touched>({ ids: new Set(), before: null });
  const nothing = () => {};
  const around = useRef<Around>({
    ...{ ask: nothing, say: nothing, find: nothing, beginComment: nothing, openSide: nothing },
    ...{ toThread: nothing, toToolbar: nothing },
    suggesting: data.access === 'suggest',
    nameOf: () => t('someone'),
    nameOn: () => '?',
    mayName: () => false,
  });
  const first = useRef(data).current;
  const organisation = first.organisations.find((o) => o.id === first.me.organisation)?.name ?? null;
  const [keys] = useState(() => writingKeys(around));

  // Made once: what changes is asked of `around`.
  const [extensions] = useState(() =>
    editingExtensions({
      session,
      document: first.id,
      language: first.language,
      me: { person: first.me.id, name: first.me.name, organisation },
      nameOn: (presence) => around.current.nameOn(presence),
      author: { person: first.me.id, organisation: first.me.organisation },
      t,
      cited,
      proposes: () => around.current.suggesting,
      notProposed: (why) => around.current.say(t(`suggestions.not.${why}`)),
      describePicture: (at) => around.current.ask({ what: 'picture', file: null, at }),
      pasting: {
        pictures: ([file]) => around.current.ask({ what: 'picture', file: file ?? null, at: null }),
        leftOut: (count) => around.current.say(t('picture.left-out', { count })),
      },
      badges: {
        draw: (section) => drawBadge(section, first, t),
        held: (section, goOn) => around.current.ask({ what: 'cleared', section: section.key, goOn }),
      },
      remoteEdit: (edit) => around.current.say(wordsFor(edit)),
      keys,
    }),
  );

  function wordsFor({ clients, news }: RemoteEdit): string {
    const people = clients.map((client) => session.provider.awareness.getStates().get(client)?.user?.person);
    const names = [...new Set(people)].filter((p) => typeof p === 'number').map((p) => around.current.nameOf(p));
    const writers = names.length
      ? new Intl.ListFormat(document.documentElement.lang).format(names)
      : t('remote.someone');
    return news.map((one) => sentenceFor(one, writers)).join(' ');
  }

  function sentenceFor(one: News, writers: string): string {
    const isProposed = one.what === 'proposed';
    const { nameOf, mayName } = around.current;
    const claimed = one.what === 'written' || one.person === null || !mayName(one.person) ? null : nameOf(one.person);
    const name = claimed ?? (isProposed || one.what === 'written' ? writers : t('remote.someone'));
    if (one.what === 'accepted' || one.what === 'dropped') return t(`remote.${one.what}`, { name, words: one.words });
    const { added, removed } = one;
    if (added && removed) return t(isProposed ? 'remote.proposes-other' : 'remote.replaced', { name, added, removed });
    if (added) return t(isProposed ? 'remote.proposes-adding' : 'remote.added', { name, added });
    return t(isProposed ? 'remote.proposes-removing' : 'remote.removed', { name, removed });
  }

  const editor: Editor | null = useEditor({
    extensions,
    editable: data.access !== 'read',
    immediatelyRender: false,
    // Its <style> element would be refused by the content security policy; ours has what it needs.
    injectCSS: false,
    editorProps: {
      attributes: {
        class: 'words text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('text.label', { title: data.title }),
        lang: data.language,
        dir: directionOf(data.language),
        spellcheck: 'true',
        // Whoever only reads walks through it by keyboard as well.
        tabindex: '0',
        ...(data.access === 'read' && { 'aria-readonly': 'true' }),
      },
      scrollMargin: caretMarginPx,
      scrollThreshold: caretMarginPx,
    },
    onTransaction: ({ editor, transaction }) => {
      if (!transaction.docChanged || transaction.getMeta('y-sync$')?.isChangeOrigin) return;
      touched.current.before ??= transaction.before;
      const { $from } = editor.state.selection;
      for (let depth = $from.depth; depth > 0; depth--) {
        const id = $from.node(depth).attrs.id;
        if (typeof id === 'string' && id) touched.current.ids.add(id);
      }
    },
  });

  return { editor, cited, around, touched, keys };
}

import { Extension, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { gapCursor } from '@tiptap/pm/gapcursor';
import type { TFunction } from 'i18next';
import { textExtensions } from '../../text/extensions';
import { fieldName } from '../../text/schema';
import type { Author, WhyNot } from '../../text/suggesting';
import { OwnBlockIds } from './block-ids';
import { drawCaret, drawSelection, type Presence } from './carets';
import { type Cited, citationsFor, voicesFor } from './citations';
import { CommentedWords } from './commented';
import { Find } from './finding';
import { footnotesFor, NoteKeys } from './footnotes';
import { Hints } from './hints';
import { KeepingPlace } from './keeping-place';
import { KeepingWriters } from './keeping-writers';
import { livePartsFor } from './live-parts';
import { OwnCaret } from './own-caret';
import { type PasteOptions, Pasting } from './pasting';
import { picturesFor } from './pictures';
import { type RemoteEdit, RemoteEdits } from './remote-edits';
import { type BadgeOptions, SectionBadges } from './section-badges';
import type { TextSession } from './session';
import { Suggested } from './suggested';

export interface EditingOptions {
  session: TextSession;
  document: number;
  /** Of the text: what parts of programmes say in it is in this language. */
  language: string;
  me: Presence;
  /** The name on somebody's caret. */
  nameOn: (presence: Presence) => string;
  author: Author;
  t: TFunction;
  cited: Cited;
  /** What is typed becomes a proposal. */
  proposes: () => boolean;
  notProposed: (why: WhyNot) => void;
  describePicture: (pos: number) => void;
  pasting: PasteOptions;
  badges: Omit<BadgeOptions, 'proposes'>;
  remoteEdit: (edit: RemoteEdit) => void;
  keys: Record<string, () => boolean>;
}

/** The text as everyone has it, with what an editor needs to show and change it. */
export function editingExtensions(o: EditingOptions): Extensions {
  const drawn: Record<string, Extensions[number]> = {
    footnote: footnotesFor(o.t),
    image: picturesFor(`/documents/${o.document}/pictures`, o.session.epoch, o.t, o.describePicture),
    citation: citationsFor(o.cited, o.t),
    voice: voicesFor(o.t),
    programmePart: livePartsFor(o.language, o.t),
  };
  return [
    ...textExtensions.map((extension) => drawn[extension.name] ?? extension),
    Collaboration.configure({ document: o.session.doc, field: fieldName }),
    CollaborationCaret.configure({
      provider: o.session.provider,
      user: o.me,
      render: (user) => drawCaret(user, o.nameOn),
      selectionRender: drawSelection,
    }),
    KeepingWriters,
    KeepingPlace,
    OwnBlockIds,
    OwnCaret,
    NoteKeys,
    Hints,
    Find,
    CommentedWords,
    Suggested.configure({ author: () => o.author, proposes: o.proposes, refused: o.notProposed }),
    SectionBadges.configure({ ...o.badges, proposes: o.proposes }),
    Pasting.configure(o.pasting),
    RemoteEdits.configure({ doc: o.session.doc, tell: o.remoteEdit }),
    Extension.create({
      name: 'writingKeys',
      // Before the keys of marks and lists; after those of a note, which Escape leaves first.
      priority: 1050,
      addKeyboardShortcuts() {
        const toggle = (mark: string) => () => this.editor.commands.toggleMark(mark);
        return { ...o.keys, 'Mod-.': toggle('superscript'), 'Mod-,': toggle('subscript') };
      },
      // Before a table or a picture at the very beginning there is no other place to stand.
      addProseMirrorPlugins: () => [gapCursor()],
    }),
  ];
}

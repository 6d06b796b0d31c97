import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { Step } from '@tiptap/pm/transform';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { isFromOthers, isNaming } from './block-ids';
import { addLetter, type HeldEdit, holdEdit, makeHeld } from './held-edit';
import type { WriteSection } from './write-data';

export interface Heading {
  id: string;
  level: number;
  words: string;
  pos: number;
}

export function headingsOf(doc: Node): Heading[] {
  const headings: Heading[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name !== 'heading') return !node.isTextblock;
    const words = node.textBetween(0, node.content.size, ' ', '').trim();
    headings.push({ id: String(node.attrs.id ?? ''), level: Number(node.attrs.level), words, pos });
    return false;
  });
  return headings;
}

/** Key of the section in which a position stands: the id of the heading of level 1 before it, '' before the first. */
export function sectionAt(doc: Node, pos: number): string {
  let key = '';
  doc.forEach((block, offset) => {
    if (offset <= pos && block.type.name === 'heading' && block.attrs.level === 1) key = String(block.attrs.id ?? '');
  });
  return key;
}

export function isCleared(section: WriteSection | undefined): boolean {
  return section?.clearances.some((c) => c.state === 'cleared' || c.state === 'cleared-with-comment') ?? false;
}

interface Badges {
  sections: WriteSection[];
  /** Sections whose clearance this person has been warned of and goes on all the same. */
  warned: ReadonlySet<string>;
}

const key = new PluginKey<Badges>('sectionBadges');

export interface BadgeOptions {
  /** Who owns a section and who cleared it, drawn; nothing where there is nothing to say. */
  draw: (section: WriteSection) => HTMLElement | null;
  /** One's own edit of a cleared section was held back; `goOn` makes it, or gives false where it cannot be made. */
  held: (section: WriteSection, goOn: () => boolean) => void;
  /** Those who propose change nothing of what was cleared. */
  proposes: () => boolean;
}

/** At each heading of level 1, who owns the section and how its clearance stands; and a question before it is undone. */
export const SectionBadges = Extension.create<BadgeOptions>({
  name: 'sectionBadges',
  addOptions: () => ({ draw: () => null, held: () => {}, proposes: () => false }),
  addProseMirrorPlugins() {
    const { draw, held, proposes } = this.options;
    const { editor } = this;
    /** What was held since one came into the text: the question takes the caret out of it. */
    let asked: HeldEdit | undefined;
    return [
      new Plugin<Badges>({
        key,
        state: {
          init: () => ({ sections: [], warned: new Set() }),
          apply: (tr, before) => ({ ...before, ...(tr.getMeta(key) as Partial<Badges> | undefined) }),
        },
        props: {
          decorations: (state) => drawAll(state, draw),
          handleDOMEvents: {
            blur: () => {
              asked = undefined;
            },
          },
        },
        filterTransaction(tr, state) {
          if (!tr.docChanged || isFromOthers(tr) || isNaming(tr) || proposes()) return true;
          const touched = touchedCleared(tr, state);
          if (!touched) return true;
          if (asked && addLetter(asked, tr, state)) return false;
          const edit = holdEdit(tr, state);
          asked = edit;
          // After this round: a dialog must not open while the state is being worked out.
          queueMicrotask(() => held(touched, () => goOn(editor.view, touched.key, edit)));
          return false;
        },
      }),
    ];
  },
});

function drawAll(state: EditorState, draw: BadgeOptions['draw']): DecorationSet | null {
  const sections = new Map(key.getState(state)?.sections.map((s) => [s.key, s]));
  const badges: Decoration[] = [];
  state.doc.forEach((block, offset) => {
    const section = block.type.name === 'heading' && block.attrs.level === 1 ? sections.get(block.attrs.id) : undefined;
    if (!section) return;
    const end = offset + block.nodeSize;
    const id = `section ${JSON.stringify(section)}`;
    badges.push(
      Decoration.widget(end, () => draw(section) ?? document.createElement('span'), {
        key: id,
        side: -1,
        ignoreSelection: true,
      }),
    );
  });
  return badges.length ? DecorationSet.create(state.doc, badges) : null;
}

function touchedCleared(tr: Transaction, state: EditorState): WriteSection | undefined {
  const { sections, warned } = key.getState(state)!;
  const cleared = sections.filter((s) => isCleared(s) && !warned.has(s.key));
  if (cleared.length === 0) return undefined;
  const touched = new Set<string>();
  tr.steps.forEach((step, i) => {
    step.getMap().forEach((from, to) => {
      const doc = tr.docs[i]!;
      touched.add(sectionAt(doc, from));
      touched.add(sectionAt(doc, Math.max(from, to - 1)));
    });
    // A step that only marks or renames maps nothing.
    const { from, pos } = step as Step & { from?: number; pos?: number };
    const at = from ?? pos;
    if (at !== undefined) touched.add(sectionAt(tr.docs[i]!, at));
  });
  return cleared.find((s) => touched.has(s.key));
}

function goOn(view: EditorView, section: string, edit: HeldEdit): boolean {
  const warned = new Set(key.getState(view.state)!.warned).add(section);
  view.dispatch(view.state.tr.setMeta(key, { warned }));
  return makeHeld(view, edit);
}

export function tellSections(view: EditorView, sections: WriteSection[]): void {
  view.dispatch(view.state.tr.setMeta(key, { sections }));
}

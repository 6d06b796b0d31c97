import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import type { TFunction } from 'i18next';
import { Citation, Voice } from '../../text/nodes';
import { referenceOf } from './references';
import type { CitedChip } from './write-data';

/**
 * What is known of what is cited. The text holds references alone; what is shown beside them is asked of the server for
 * this reader, gathered so that a page of citations asks once.
 */
export function openCited(path: string) {
  const known = new Map<string, CitedChip | null>();
  const hearers = new Map<string, Set<() => void>>();
  let wanted = new Set<string>();
  let asking = false;

  function want(reference: string): void {
    wanted.add(reference);
    if (!asking) setTimeout(() => void ask(), 50);
    asking = true;
  }

  async function ask(): Promise<void> {
    asking = false;
    const references = [...wanted];
    wanted = new Set();
    for (let i = 0; i < references.length; i += 50) {
      const some = references.slice(i, i + 50);
      const query = some.map((r) => `of=${encodeURIComponent(r)}`).join('&');
      const answer = await fetch(`${path}?${query}`).catch(() => null);
      if (!answer?.ok) continue;
      const { cited } = (await answer.json()) as { cited: Record<string, CitedChip> };
      for (const reference of some) tell(reference, cited[reference] ?? null);
    }
  }

  function tell(reference: string, chip: CitedChip | null): void {
    known.set(reference, chip);
    for (const hear of hearers.get(reference) ?? []) hear();
  }

  return {
    /** Undefined while nothing is known yet, null where there is nothing for this reader. */
    about: (reference: string): CitedChip | null | undefined => known.get(reference),
    /** The sources of what is shown may have changed. */
    askAgain(): void {
      for (const [reference, all] of hearers) if (all.size > 0) want(reference);
    },
    hear(reference: string, hear: () => void): () => void {
      const all = hearers.get(reference) ?? new Set();
      hearers.set(reference, all.add(hear));
      if (!known.has(reference)) want(reference);
      return () => all.delete(hear);
    },
  };
}

export type Cited = ReturnType<typeof openCited>;

/** A citation as a chip: where it comes from, and how the source stands. */
export function citationsFor(cited: Cited, t: TFunction) {
  return Citation.extend({
    addNodeView:
      () =>
      ({ node }) =>
        drawChip(node, cited, t),
  });
}

function drawChip(node: Node, cited: Cited, t: TFunction): NodeView {
  const chip = document.createElement('a');
  chip.className = 'cite';
  chip.contentEditable = 'false';
  const reference = referenceOf(node.attrs);
  const show = () => {
    const about = cited.about(reference);
    const kind = t(`editor:cite.kinds.${String(node.attrs.kind)}`);
    chip.textContent = about?.source || kind;
    const state = about === undefined ? '' : t(`editor:cite.states.${about?.state ?? 'not-for-you'}`);
    chip.dataset.state = about === undefined ? 'asking' : (about?.state ?? 'not-for-you');
    if (about && about.state !== 'current') {
      const said = document.createElement('small');
      said.textContent = ` ${state}`;
      chip.append(said);
    }
    chip.title = about?.words ? `${state}: ${about.words}` : state;
    if (about?.path) chip.href = about.path;
    else chip.removeAttribute('href');
    chip.target = '_blank';
    chip.rel = 'noopener';
  };
  const deaf = cited.hear(reference, show);
  show();
  return { dom: chip, ignoreMutation: () => true, destroy: deaf };
}

/** Nothing of a survivor's voice is shown here: the text holds a reference, and the place is kept. */
export function voicesFor(t: TFunction) {
  return Voice.extend({
    addNodeView: () => () => {
      const dom = document.createElement('span');
      dom.className = 'voice';
      dom.contentEditable = 'false';
      dom.textContent = t('editor:voice');
      return { dom };
    },
  });
}

import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import type { TFunction } from 'i18next';
import { listenToProgrammes } from '../../../programmes/live-client';
import { ProgrammePart } from '../../text/nodes';

interface Answer {
  /** Written by the server from a closed list of elements. */
  html: string;
  /** Where its data is edited; null for those who may not. */
  edit: string | null;
}

/** A part of a programme as its table, asked of the server for this reader and kept as it is now. It is edited at its programme. */
export function livePartsFor(language: string, t: TFunction) {
  return ProgrammePart.extend({
    addNodeView:
      () =>
      ({ node }) =>
        drawPart(node, language, t),
  });
}

function drawPart(node: Node, language: string, t: TFunction): NodeView {
  const dom = document.createElement('div');
  dom.className = 'live-part';
  dom.contentEditable = 'false';
  const table = document.createElement('div');
  const ways = document.createElement('p');
  ways.className = 'meta';
  dom.append(table, ways);
  let shown = node;
  let asked = 0;
  let gone = false;

  function say(words: string): void {
    const hint = document.createElement('p');
    hint.className = 'hint';
    hint.textContent = words;
    table.replaceChildren(hint);
    ways.replaceChildren();
  }

  async function ask(): Promise<void> {
    const mine = ++asked;
    const { programme, part } = shown.attrs;
    const address = `/programmes/${encodeURIComponent(String(programme))}/parts/${encodeURIComponent(String(part))}?in=${language}`;
    const answer = await fetch(address).catch(() => null);
    const read = answer?.ok ? ((await answer.json().catch(() => null)) as Answer | null) : null;
    // A later question has a newer answer; and where nobody could be asked, what stands there stays.
    if (gone || mine !== asked || (!read && answer?.status !== 404)) return;
    if (!read) return say(t('editor:live.nothing'));
    table.innerHTML = read.html;
    // A link in a text that is written opens beside it.
    for (const link of table.querySelectorAll('a')) link.target = '_blank';
    ways.replaceChildren();
    if (!read.edit) return;
    const edit = document.createElement('a');
    edit.href = read.edit;
    edit.target = '_blank';
    edit.rel = 'noopener';
    edit.textContent = t('editor:live.edit');
    ways.append(edit);
  }

  say(t('editor:live.asking'));
  void ask();
  const deaf = listenToProgrammes(() => void ask());
  return {
    dom,
    update(now) {
      if (now.type !== shown.type) return false;
      const differs = now.attrs.programme !== shown.attrs.programme || now.attrs.part !== shown.attrs.part;
      shown = now;
      if (differs) void ask();
      return true;
    },
    ignoreMutation: () => true,
    stopEvent: (event) => event.target instanceof Element && event.target.closest('a') !== null,
    destroy() {
      gone = true;
      deaf();
    },
  };
}

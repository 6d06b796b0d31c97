import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import type { TFunction } from 'i18next';
import { Picture } from '../../text/nodes';

/** A picture of this document with its caption; Enter on it opens what describes it. */
export function picturesFor(path: string, epoch: number, t: TFunction, describe: (pos: number) => void) {
  return Picture.extend({
    addNodeView:
      () =>
      ({ node, getPos }) =>
        drawPicture(node, { path, epoch, t }, () => {
          const pos = getPos();
          if (pos !== undefined) describe(pos);
        }),
    addKeyboardShortcuts() {
      return {
        Enter: () => {
          const { selection } = this.editor.state;
          const on = 'node' in selection && (selection.node as Node).type.name === 'image';
          if (on) describe(selection.from);
          return on;
        },
      };
    },
  });
}

interface Where {
  path: string;
  epoch: number;
  t: TFunction;
}

function drawPicture(node: Node, { path, epoch, t }: Where, describe: () => void): NodeView {
  const figure = document.createElement('figure');
  const picture = document.createElement('img');
  const caption = document.createElement('figcaption');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'describe';
  button.textContent = t('editor:picture.describe');
  button.contentEditable = 'false';
  button.addEventListener('click', describe);
  picture.loading = 'lazy';
  figure.append(picture, caption, button);

  function tell({ attrs }: Node): void {
    // After an erasure it is asked for anew: a page shows again what it has shown under the same address.
    const source = `${path}/${encodeURIComponent(String(attrs.image))}?epoch=${epoch}`;
    if (picture.getAttribute('src') !== source) picture.src = source;
    picture.alt = String(attrs.alt);
    caption.textContent = String(attrs.caption);
    caption.hidden = !attrs.caption;
    figure.classList.toggle('undescribed', !attrs.alt);
  }
  tell(node);
  return {
    dom: figure,
    update(now) {
      if (now.type !== node.type) return false;
      tell(now);
      return true;
    },
    ignoreMutation: () => true,
    stopEvent: (event) => button.contains(event.target as globalThis.Node | null),
  };
}

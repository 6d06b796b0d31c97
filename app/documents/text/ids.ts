import { Fragment, type Node } from '@tiptap/pm/model';
import { blocksWithId } from './extensions';

/** Ten characters of 32: as good as never twice in one document. */
export function newId(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => letters[byte % 32]).join('');
}

/** The text with an id on every block that has none, or one that stands earlier in the text already. */
export function withIds(text: Node, makeId: () => string = newId): Node {
  const seen = new Set<string>();
  const give = (node: Node): Node => {
    if (node.isText) return node;
    let attrs = node.attrs;
    if (blocksWithId.includes(node.type.name)) {
      if (!attrs.id || seen.has(attrs.id)) attrs = { ...attrs, id: makeId() };
      seen.add(attrs.id);
    }
    const content = node.isTextblock ? node.content : mapChildren(node.content, give);
    return content === node.content && attrs === node.attrs ? node : node.type.create(attrs, content, node.marks);
  };
  return give(text);
}

/** The same fragment where no child changed. */
export function mapChildren(content: Fragment, change: (child: Node) => Node): Fragment {
  let changed = false;
  const children = content.content.map((child) => {
    const made = change(child);
    changed ||= made !== child;
    return made;
  });
  return changed ? Fragment.fromArray(children) : content;
}

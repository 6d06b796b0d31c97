import { Fragment, type Node } from '@tiptap/pm/model';
import { blocksWithId } from './extensions';

/** Ten characters of 32: as good as never twice in one document. */
export function newId(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => letters[byte % 32]).join('');
}

/** The id of a block where it may stand in a page and an address; whatever else a client sent is none. */
export function blockIdOf(node: Node): string | undefined {
  const { id } = node.attrs;
  return node.isBlock && typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

/**
 * For the blocks of a text in their order: the key of the section that begins with a block, undefined where none does.
 * An id that comes a second time, after a paste, is told apart by a number: two sections of one key would share an owner.
 */
export function sectionKeys(): (block: Node) => string | undefined {
  const seen = new Map<string, number>();
  return (block) => {
    if (block.type.name !== 'heading' || block.attrs.level !== 1) return undefined;
    const id = block.attrs.id || 'unnamed';
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? id : `${id}-${times}`;
  };
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

import { Fragment, type Mark, type Node, type NodeType, type Schema } from '@tiptap/pm/model';
import { proposalAttributes } from './extensions';

/**
 * A text holds what stands, and on top of it what was proposed:
 *
 * - words bear marks: `insertion`, `deletion`, `modification` (to look otherwise);
 * - an `insertion` whose `split` is n is one character, ¶, for a proposed division of n levels there;
 * - elements bear attributes: `inserted`, `deleted`, `joined` (a textblock, to the one before it), `changed` (to
 *   another kind, or other attributes).
 *
 * A proposal never alters what stands: not even the heading that is to be a paragraph. So a proposal and an edit that
 * are made at once do not get in each other's way, and to reject is to take away.
 */
export interface Proposal {
  id: string;
  person: number | null;
  organisation: number | null;
  at: string | null;
}

/** `changed` holds the other kind or attributes as well. */
export interface Change extends Proposal {
  type?: string;
  attrs?: Record<string, unknown>;
}

/** What a `modification` proposes. */
export interface Look {
  add: { type: string; attrs?: Record<string, unknown> }[];
  remove: string[];
}

export type ProposalAttribute = (typeof proposalAttributes)[number];
export const proposalMarks = ['insertion', 'deletion', 'modification'];

export const splitSign = '¶';

export function isProposalMark(mark: Mark): boolean {
  return proposalMarks.includes(mark.type.name);
}

/** What is proposed about an element, or undefined: whatever else a client wrote into the attribute is nothing. */
export function proposalIn(node: Node, attribute: ProposalAttribute): Change | undefined {
  const written = node.attrs[attribute];
  if (typeof written !== 'string') return undefined;
  try {
    const { id, person, organisation, at, type, attrs } = JSON.parse(written);
    if (typeof id !== 'string') return undefined;
    const proposal: Change = { id, person: numberOr(person), organisation: numberOr(organisation), at: stringOr(at) };
    if (typeof type === 'string') proposal.type = type;
    if (attrs && typeof attrs === 'object') proposal.attrs = attrs;
    return proposal;
  } catch {
    return undefined;
  }
}

export function proposalOf(mark: Mark): Proposal {
  const { id, person, organisation, at } = mark.attrs;
  return { id: id ?? '', person, organisation, at };
}

function numberOr(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function stringOr(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function lookOf(mark: Mark): Look {
  try {
    const { add, remove } = JSON.parse(mark.attrs.change);
    return { add: Array.isArray(add) ? add : [], remove: Array.isArray(remove) ? remove : [] };
  } catch {
    return { add: [], remove: [] };
  }
}

/** The marks of some words after a proposed change of their look. */
export function withLook(marks: readonly Mark[], { add, remove }: Look, schema: Schema): readonly Mark[] {
  let made = marks.filter((mark) => !remove.includes(mark.type.name) || isProposalMark(mark));
  for (const { type, attrs } of add) {
    const markType = schema.marks[type];
    if (markType && !proposalMarks.includes(type)) made = [...markType.create(attrs).addToSet(made)];
  }
  return made;
}

const holding = new WeakMap<Node, boolean>();

/** Whether anything is proposed in an element or its words. Kept for each node: nodes never change. */
export function holdsProposals(node: Node): boolean {
  if (node.isText) return node.marks.some(isProposalMark);
  let holds = holding.get(node);
  if (holds === undefined) {
    holds = proposalAttributes.some((name) => node.attrs[name]) || node.content.content.some(holdsProposals);
    holding.set(node, holds);
  }
  return holds;
}

export type Decision = 'accept' | 'reject' | 'keep';
type Decide = (proposal: Proposal) => Decision;

/** An element or words that remain, or a division of so many levels that was accepted. */
type Piece = { node: Node; joins?: boolean } | { cut: number };

/** The text after a decision about each proposal. Elements that nothing is proposed in are the same objects. */
export function decided(text: Node, decide: Decide): Node {
  if (!holdsProposals(text)) return text;
  const pieces = decidedChildren(text.content, decide);
  const content = pieces.flatMap((piece) => ('node' in piece ? [piece.node] : []));
  // A text without any block cannot be typed into.
  if (!content.length && text.type.contentMatch.defaultType) content.push(text.type.contentMatch.defaultType.create());
  return text.copy(Fragment.fromArray(content));
}

/** The text as it would be had this person proposed nothing. */
export function withoutProposalsOf(text: Node, person: number): Node {
  return decided(text, (proposal) => (proposal.person === person ? 'reject' : 'keep'));
}

/** A decision about a part of a text; null where a division reaches beyond the part. */
export function decidedPart(content: Fragment, decide: Decide): Fragment | null {
  const pieces = decidedChildren(content, decide);
  const nodes = pieces.flatMap((piece) => ('node' in piece ? [piece.node] : []));
  return pieces.some((piece) => 'cut' in piece) ? null : Fragment.fromArray(nodes);
}

function decidedChildren(content: Fragment, decide: Decide, waits = false): Piece[] {
  const pieces: Piece[] = [];
  for (const child of content.content) {
    for (const piece of child.isText ? decidedWords(child, decide, waits) : decidedElement(child, decide, waits)) {
      const joined = 'node' in piece && piece.joins ? joinedTo(pieces.at(-1), piece.node) : undefined;
      if (joined === 'waits' || !('node' in piece) || !piece.joins) pieces.push(piece);
      else if (joined) pieces[pieces.length - 1] = { node: joined };
      else pieces.push({ node: piece.node.type.create({ ...piece.node.attrs, joined: null }, piece.node.content) });
    }
  }
  return pieces;
}

/**
 * The block before with the words of this one; undefined where there is none to join. While it is open whether one of
 * the two comes or goes the joining waits: what stands would share the fate of what is only proposed.
 */
function joinedTo(before: Piece | undefined, node: Node): Node | 'waits' | undefined {
  if (!before || !('node' in before) || !before.node.isTextblock || !node.isTextblock) return undefined;
  if ([before.node, node].some(({ attrs }) => attrs.inserted || attrs.deleted)) return 'waits';
  return before.node.copy(before.node.content.append(node.content));
}

function decidedWords(words: Node, decide: Decide, waits: boolean): Piece[] {
  if (!words.marks.some(isProposalMark)) return [{ node: words }];
  let marks: readonly Mark[] = words.marks;
  let cut = 0;
  for (const mark of words.marks) {
    if (!isProposalMark(mark)) continue;
    const decision = decide(proposalOf(mark));
    if (decision === 'keep') continue;
    const goes = mark.type.name === 'deletion' ? 'accept' : 'reject';
    if (decision === goes && mark.type.name !== 'modification') return [];
    marks = mark.removeFromSet(marks);
    if (mark.type.name === 'insertion' && mark.attrs.split) cut = Math.max(cut, mark.attrs.split);
    if (mark.type.name === 'modification' && decision === 'accept') {
      marks = withLook(marks, lookOf(mark), mark.type.schema);
    }
  }
  // While it is open whether a division goes again, or the block it is in, it waits.
  if (cut && (waits || marks.some((mark) => mark.type.name === 'deletion'))) return [{ node: words }];
  if (cut) return Array.from(words.text!, () => ({ cut }));
  return [{ node: words.mark(marks) }];
}

function decidedElement(node: Node, decide: Decide, waits: boolean): Piece[] {
  if (!holdsProposals(node)) return [{ node }];
  const attrs: Record<string, unknown> = { ...node.attrs };
  let changed: Change | undefined;
  let joins = false;
  for (const name of proposalAttributes) {
    const proposal = proposalIn(node, name);
    const decision = proposal ? decide(proposal) : 'keep';
    if (!proposal || decision === 'keep') continue;
    if (decision === (name === 'deleted' ? 'accept' : name === 'inserted' ? 'reject' : '')) return [];
    if (name !== 'joined' || decision === 'reject') attrs[name] = null;
    if (name === 'changed' && decision === 'accept') changed = proposal;
    if (name === 'joined' && decision === 'accept') joins = true;
  }
  const pieces = decidedChildren(node.content, decide, waits || attrs.deleted !== null);
  const { type, attrs: made } = changed ? afterChange(node.type, attrs, changed, pieces) : { type: node.type, attrs };
  return divided(node, type, made, pieces, joins);
}

/** Another kind only where what stands in the element may stand in that. */
function afterChange(type: NodeType, attrs: Record<string, unknown>, change: Change, pieces: Piece[]) {
  const other = change.type === undefined ? type : type.schema.nodes[change.type];
  const content = Fragment.fromArray(pieces.flatMap((piece) => ('node' in piece ? [piece.node] : [])));
  if (!other || other.isInline !== type.isInline || !other.validContent(content)) return { type, attrs };
  const kept = other === type ? attrs : Object.fromEntries(['id', ...proposalAttributes].map((n) => [n, attrs[n]]));
  const made: Record<string, unknown> = { ...kept };
  for (const [name, value] of Object.entries(change.attrs ?? {})) {
    const spec = other.spec.attrs?.[name];
    if (!spec || name === 'id' || proposalAttributes.includes(name as ProposalAttribute)) continue;
    if (isValidFor(spec.validate, value)) made[name] = value;
  }
  return { type: other, attrs: made };
}

/** As the schema says; what is not said there is not checked. */
export function isValidFor(validate: string | ((value: unknown) => void) | undefined, value: unknown): boolean {
  if (typeof validate === 'string') return validate.split('|').includes(value === null ? 'null' : typeof value);
  try {
    validate?.(value);
    return true;
  } catch {
    return false;
  }
}

/** The element once for each part between divisions. One that lost all it held goes too; a cell gets a paragraph. */
function divided(node: Node, type: NodeType, attrs: Record<string, unknown>, pieces: Piece[], joins: boolean): Piece[] {
  const isCell = node.type.spec.tableRole === 'cell' || node.type.spec.tableRole === 'header_cell';
  const made: Piece[] = [];
  let part: Node[] = [];
  const close = () => {
    const emptied = !part.length && node.childCount > 0 && !node.inlineContent;
    if (emptied && isCell) part = [type.contentMatch.defaultType!.create()];
    if (!emptied || isCell) {
      // Only the first part keeps the id, and is joined to what stands before.
      const own = made.length ? { ...attrs, ...('id' in attrs ? { id: null } : {}), joined: null } : attrs;
      made.push({ node: type.create(own, Fragment.fromArray(part), node.marks), joins: joins && !made.length });
    }
    part = [];
  };
  for (const piece of pieces) {
    if ('node' in piece) part.push(piece.node);
    else if (!isCell) {
      close();
      if (piece.cut > 1) made.push({ cut: piece.cut - 1 });
    }
  }
  close();
  return made;
}

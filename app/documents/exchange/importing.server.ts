import type { JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { Sql } from '../../../db/connect';
import type { Reader } from '../../people/person';
import type { FileCleaner } from '../../shared/context';
import type { ContentLanguage } from '../../shared/languages';
import { isRefusal } from '../../shared/refusal';
import { escapeMarkdown, withoutMentions } from '../../shared/rich-text/escape';
import type { Texts } from '../../shared/texts';
import { replyInThread, settleThread, startThread } from '../commands/commenting.server';
import { createDocument } from '../commands/creating.server';
import { putPicture } from '../commands/picturing.server';
import { limits, type Readers } from '../document';
import { proposalAttributes } from '../text/extensions';
import { textSchema } from '../text/schema';
import { listSuggestions } from '../text/suggestions';
import { textOf } from '../text/yjs';
import type { CarriedComment, CarriedPicture, LeftOut, Read } from './carried';
import type { Converter } from './conversion';
import type { ImportReport } from './forms';
import { finished, paragraph, text } from './pieces';
import { type ProposedThere, proposedIn } from './proposed-remarks';
import { placeFor } from './thread-places.server';

export interface ImportInput {
  title: string | null;
  language: ContentLanguage;
  lead: number;
  readers: Readers;
  once: string;
  file: { bytes: Uint8Array; name: string };
}

interface Asked {
  sql: Sql;
  texts: Texts;
  reader: Reader;
  cleanFile: FileCleaner;
  convert: Converter;
  now: Date;
  /** Says in the file's name who had said something there, and who had proposed something. */
  said: (comment: Pick<CarriedComment, 'author' | 'at'>) => string;
  proposed: (proposal: Pick<CarriedComment, 'author' | 'at'>) => string;
}

/** With more passages than these in which somebody proposed something, a remark beside each would bury the text. */
const mostRemarks = 200;

/**
 * A new document from a file. Suggestions and comments become those of whoever brings them in, since nobody else said
 * them here. The name that the file gives is kept as words: before those of a comment, and in a comment beside what was
 * proposed.
 */
export async function importDocument(asked: Asked, input: ImportInput): Promise<{ id: number; report: ImportReport }> {
  const { sql, texts, reader, now } = asked;
  const [before] = await sql<
    { id: number }[]
  >`select id from document where once = ${input.once} and created_by = ${reader.id}`;
  if (before) return { id: before.id, report: { left: [], suggestions: 0, comments: 0 } };
  const { document, left, proposers } = await asked.convert({
    deed: 'read',
    bytes: input.file.bytes,
    name: input.file.name,
    language: input.language,
  });
  const title = (input.title || document.title || input.file.name.replace(/\.[^.]*$/, ''))
    .slice(0, limits.title)
    .trim();
  const { pictures, dropped } = await cleaned(document.pictures, asked.cleanFile);
  const content = withoutPictures(document.text, dropped).content ?? [];
  const own = finished(content.map((block) => proposedBy(block, reader)));
  const { language, lead, readers, once } = input;
  const id = await createDocument(
    sql,
    texts,
    reader,
    { title: title || '–', language, lead, readers, once, template: null, text: own },
    now,
  );
  await keepPictures(sql, reader, id, own, pictures);
  // Positions were those of the text as it was read; a picture that was dropped has moved them.
  const comments = dropped.size ? [] : document.threads;
  const state = await texts.read(id);
  const text = textOf(state);
  for (const thread of comments) await keepThread(asked, id, thread, { state, text });
  for (const remark of proposedIn(text, proposers).slice(0, mostRemarks))
    await keepRemark(asked, id, remark, { state, text });
  const suggestions = listSuggestions(textSchema.nodeFromJSON(own)).length;
  const kept = comments.reduce((sum, thread) => sum + thread.comments.length, 0);
  const lost = document.threads.length - comments.length;
  return {
    id,
    report: { left: added(added(left, 'pictures', dropped.size), 'comments', lost), suggestions, comments: kept },
  };
}

function added(left: LeftOut[], what: LeftOut['what'], count: number): LeftOut[] {
  if (!count) return left;
  const known = left.find((each) => each.what === what)?.count ?? 0;
  return [...left.filter((each) => each.what !== what), { what, count: known + count }];
}

/** Pictures without what tells more than they show. One that cannot be cleaned is not kept. */
async function cleaned(
  pictures: CarriedPicture[],
  cleanFile: FileCleaner,
): Promise<{ pictures: CarriedPicture[]; dropped: Set<string> }> {
  const kept: CarriedPicture[] = [];
  const dropped = new Set<string>();
  for (const { id, bytes } of pictures) {
    const file = await cleanFile(bytes, 'picture');
    if (isRefusal(file) || file.bytes.length > limits.pictureBytes || kept.length >= limits.pictures) dropped.add(id);
    else kept.push({ id, type: file.type, bytes: file.bytes });
  }
  return { pictures: kept, dropped };
}

function withoutPictures(node: JSONContent, dropped: ReadonlySet<string>): JSONContent {
  if (node.type === 'image' && dropped.has(String(node.attrs?.image))) {
    const { alt, caption } = node.attrs ?? {};
    const words = [alt && `[${alt}]`, caption].filter(Boolean).join(' ');
    return paragraph(words ? [text(words)] : []);
  }
  return node.content ? { ...node, content: node.content.map((child) => withoutPictures(child, dropped)) } : node;
}

/** Suggestions of whoever brings them in. */
function proposedBy(node: JSONContent, { id: person, organisationId: organisation }: Reader): JSONContent {
  const made = { ...node };
  if (node.marks) {
    made.marks = node.marks.map((mark) =>
      mark.attrs && 'person' in mark.attrs ? { ...mark, attrs: { ...mark.attrs, person, organisation } } : mark,
    );
  }
  for (const name of proposalAttributes) {
    const written = node.attrs?.[name];
    if (typeof written === 'string')
      made.attrs = { ...made.attrs, [name]: JSON.stringify({ ...JSON.parse(written), person, organisation }) };
  }
  if (node.content)
    made.content = node.content.map((child) =>
      proposedBy(child, { id: person, organisationId: organisation } as Reader),
    );
  return made;
}

async function keepPictures(
  sql: Sql,
  reader: Reader,
  document: number,
  own: JSONContent,
  pictures: CarriedPicture[],
): Promise<void> {
  if (!pictures.length) return;
  const alts = new Map<string, string>();
  const look = (node: JSONContent) => {
    if (node.type === 'image') alts.set(String(node.attrs?.image), String(node.attrs?.alt ?? ''));
    node.content?.forEach(look);
  };
  look(own);
  await sql.begin(async (tx) => {
    for (const { id, type, bytes } of pictures)
      await putPicture(tx, reader.id, { document, type, bytes, alt: alts.get(id) ?? '' }, id);
  });
}

async function keepThread(
  asked: Asked,
  document: number,
  thread: Read['document']['threads'][number],
  stands: Standing,
): Promise<void> {
  const { sql, reader, now, said } = asked;
  const body = (comment: CarriedComment) =>
    `${said({ ...comment, author: plain(comment.author) })}\n\n${plain(comment.words)}`.slice(0, limits.comment).trim();
  const [first, ...answers] = thread.comments;
  if (!first) return;
  const { anchor, block, quote } = placeFor(stands.state, stands.text, thread);
  const { thread: id } = await startThread(sql, reader, { document, body: body(first), anchor, block, quote }, now);
  for (const answer of answers) await replyInThread(sql, reader, { document, thread: id, body: body(answer) }, now);
  if (thread.resolved) await settleThread(sql, reader, { document, thread: id, resolved: true }, now);
}

/** Who proposed in the file what is proposed here: said beside it by whoever brought it in, in their own name. */
async function keepRemark(asked: Asked, document: number, there: ProposedThere, stands: Standing): Promise<void> {
  const { sql, reader, now, proposed } = asked;
  const body = proposed({ author: plain(there.name), at: there.at });
  const { anchor, block, quote } = placeFor(stands.state, stands.text, there);
  await startThread(sql, reader, { document, body, anchor, block, quote }, now);
}

/** The text as it came in, before anybody else can have touched it. */
interface Standing {
  state: Uint8Array;
  text: Node;
}

/** Words of a file as words: its signs mean nothing, and a name in them calls nobody. */
function plain(words: string): string {
  return withoutMentions(escapeMarkdown(words));
}

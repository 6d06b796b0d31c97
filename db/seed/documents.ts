import type { JSONContent } from '@tiptap/core';
import * as Y from 'yjs';
import { livePartNode } from '../../app/documents/live/parts';
import { recordSettled } from '../../app/documents/recording.server';
import { blocksOfSection, standing } from '../../app/documents/sections';
import { readSettled } from '../../app/documents/settled.server';
import { clearanceTask } from '../../app/documents/task-keys';
import { speakersFor } from '../../app/documents/telling.server';
import { updateTo } from '../../app/documents/text/yjs';
import { renderText } from '../../app/shared/rich-text/render.server';
import { giveTask } from '../../app/tasks/commands.server';
import type { Tx } from '../connect';
import { seedVoices } from '../room/seed-voices';
import { type Block, type documents, type Inline, instantAgo, type PersonKey } from './world';

type Ids = Map<string, number>;
type SeedDocument = (typeof documents)[number];

export interface WorldOfDocuments {
  organisationIds: Ids;
  personIds: Ids;
  /** By `discussion/post`. */
  postIds: Ids;
  /** By the key of the document in which each is written. */
  programmeIds: Ids;
  now: Date;
}

interface Thing {
  id: number;
  version: number;
}
type Citable = Map<string, Thing>;
type Who = (key: PersonKey) => { person: number; organisation: number | null; now: Date };

const day = 86_400_000;

/** A document with its people, its text as several hands wrote it, and what was said and asked about it. */
export async function putDocument(tx: Tx, d: SeedDocument, world: WorldOfDocuments): Promise<void> {
  const { organisationIds, personIds, now } = world;
  const person = (key: string) => personIds.get(key)!;
  const organisation = (key: string) => organisationIds.get(key)!;
  const created = instantAgo(d.created, now);
  const [row] = await tx<{ id: number }[]>`
    insert into document (title, titles, language, template, lead_id, readers, created_by, created_at)
    values (${d.title}, ${tx.json(d.titles)}, ${d.language}, 'joint-programme', ${organisation(d.lead)}, ${d.readers},
      ${person(d.createdBy)}, ${created}) returning id`;
  const id = row!.id;
  for (const o of d.organisations) {
    await tx`
      insert into document_organisation (document_id, organisation_id, role, invited_by, invited_at)
      values (${id}, ${organisation(o.key)}, ${o.role}, ${person(d.createdBy)}, ${created})`;
    for (const n of o.named ?? []) {
      const at = (days: number | undefined) => (days === undefined ? null : new Date(now.getTime() + days * day));
      await tx`
        insert into document_person (document_id, organisation_id, person_id, from_at, until_at, named_by, named_at)
        values (${id}, ${organisation(o.key)}, ${person(n.person)}, ${at(n.standsIn?.from)}, ${at(n.standsIn?.until)},
          ${person(d.createdBy)}, ${created})`;
    }
  }
  await putText(tx, id, d, world);
  for (const [key, owner] of Object.entries(d.owners)) {
    await tx`update document_section set owner_id = ${organisation(owner)} where document_id = ${id} and key = ${key}`;
  }
  await putThreads(tx, id, d, world);
  await putClearances(tx, id, d, world);
}

/** The text as the co-editing server keeps it: each part an update of its own, so that the ledger knows whose it is. */
async function putText(tx: Tx, document: number, d: SeedDocument, world: WorldOfDocuments): Promise<void> {
  const { personIds, now } = world;
  const citable = await citableThings(tx, world);
  const who = (key: PersonKey) => ({ person: personIds.get(key)!, organisation: actsFor(d, key, world), now });
  const content: JSONContent[] = [];
  let state = Y.encodeStateAsUpdate(new Y.Doc());
  const writings: { person: number; client: number; from: number; to: number; at: Date }[] = [];
  for (const part of d.parts) {
    content.push(...part.blocks.map((block) => nodeOf(block, citable, who, world.programmeIds.get(d.key))));
    const update = updateTo(state, { type: 'doc', content });
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [client, end] of to) {
      writings.push({
        person: personIds.get(part.by)!,
        client,
        from: from.get(client) ?? 0,
        to: end,
        at: instantAgo(part.ago, now),
      });
    }
    state = Y.mergeUpdates([state, update]);
  }
  await tx`insert into joint_text (room, snapshot) values (${document}, ${Buffer.from(state)})`;
  for (const w of writings) {
    await tx`
      insert into joint_writing (room, person, organisation, client, from_struct, to_struct, first_at, last_at)
      select ${document}, id, organisation_id, ${w.client}, ${w.from}, ${w.to}, ${w.at}, ${w.at} from person where id = ${w.person}`;
  }
  await recordSettled(tx, document, readSettled(state, document, d.language), 0, now);
}

/** What the text may cite, by the key of its discussion and its own, in the version that stands. */
async function citableThings(tx: Tx, { postIds }: WorldOfDocuments): Promise<Citable> {
  const versions = await tx<{ id: number; version: number }[]>`select id, version from post`;
  const versionOf = new Map(versions.map((v) => [v.id, v.version]));
  const statements = await tx<{ id: number; slug: string; position: number; version: number }[]>`
    select s.id, d.slug, s.position, s.version from statement s join discussion d on d.id = s.discussion_id`;
  return new Map([
    ...[...postIds].map(([key, id]): [string, Thing] => [key, { id, version: versionOf.get(id)! }]),
    ...statements.map((s): [string, Thing] => [`${s.slug}/${s.position}`, { id: s.id, version: s.version }]),
  ]);
}

/** The organisation that named this person for the document: what they propose is in its name. */
function actsFor(d: SeedDocument, person: PersonKey, { organisationIds }: WorldOfDocuments): number | null {
  const named = d.organisations.find((o) => o.named?.some((n) => n.person === person));
  return named ? organisationIds.get(named.key)! : null;
}

function nodeOf(block: Block, citable: Citable, who: Who, programme: number | undefined): JSONContent {
  const paragraph = (id: string, words: readonly Inline[]): JSONContent => ({
    type: 'paragraph',
    attrs: { id },
    content: words.flatMap((word, i) => inlineOf(word, `${id}-${i}`, citable, who)),
  });
  if ('heading' in block) {
    return {
      type: 'heading',
      attrs: { id: block.id, level: block.level ?? 1 },
      content: [{ type: 'text', text: block.heading }],
    };
  }
  if ('live' in block) return livePartNode(programme!, block.live, block.id);
  if ('words' in block) return paragraph(block.id, block.words);
  if ('items' in block) {
    const items = block.items.map((item, i) => ({
      type: 'listItem',
      content: [paragraph(`${block.id}-${i}`, [item])],
    }));
    return { type: 'bulletList', content: items };
  }
  const cells = (type: string, row: readonly string[], at: number) => ({
    type: 'tableRow',
    content: row.map((words, i) => ({ type, content: [paragraph(`${block.id}-${at}-${i}`, words ? [words] : [])] })),
  });
  const rows = [cells('tableHeader', block.columns, 0), ...block.rows.map((row, i) => cells('tableCell', row, i + 1))];
  return { type: 'table', attrs: { id: block.id }, content: rows };
}

function inlineOf(word: Inline, key: string, citable: Citable, who: Who): JSONContent[] {
  if (typeof word === 'string') return [{ type: 'text', text: word }];
  if ('voice' in word) return [{ type: 'voice', attrs: { id: seedVoices[word.voice] } }];
  if ('note' in word) return [{ type: 'footnote', content: [{ type: 'text', text: word.note }] }];
  if ('cites' in word) {
    const isPost = 'post' in word.cites;
    const cited = citable.get(
      `${word.cites.discussion}/${'post' in word.cites ? word.cites.post : word.cites.statement}`,
    )!;
    const attrs = { kind: isPost ? 'post' : 'statement', cited: String(cited.id), version: String(cited.version), key };
    return [{ type: 'citation', attrs }];
  }
  const { person, organisation, now } = who(word.by);
  const attrs = { id: word.id, person, organisation, at: instantAgo(word.ago, now).toISOString() };
  if ('adds' in word) return [{ type: 'text', text: word.adds, marks: [{ type: 'insertion', attrs }] }];
  return [{ type: 'text', text: word.drops, marks: [{ type: 'deletion', attrs }] }];
}

async function putThreads(
  tx: Tx,
  document: number,
  d: SeedDocument,
  { personIds, now }: WorldOfDocuments,
): Promise<void> {
  for (const thread of d.threads) {
    const started = instantAgo(thread.comments[0]!.ago, now);
    const resolved = thread.resolved;
    const [row] = await tx<{ id: number }[]>`
      insert into document_thread (document_id, block_id, quote, section_key, started_at, resolved_at, resolved_by)
      values (${document}, ${thread.block}, ${thread.quote},
        coalesce((select section_key from document_passage where document_id = ${document} and block_id = ${thread.block}), ''),
        ${started}, ${resolved ? instantAgo(resolved.ago, now) : null}, ${resolved ? personIds.get(resolved.by)! : null})
      returning id`;
    for (const comment of thread.comments) {
      const { html, text } = renderText(comment.body, { headingBase: 4 });
      await tx`
        insert into document_comment (thread_id, author_id, organisation_id, language, body, html, plain, written_at)
        select ${row!.id}, id, organisation_id, 'en', ${comment.body}, ${html}, ${text}, ${instantAgo(comment.ago, now)}
        from person where id = ${personIds.get(comment.by)!}`;
    }
  }
}

/** Clearances asked and given. The tasks follow from them; no letter is sent in a demonstration. */
async function putClearances(tx: Tx, document: number, d: SeedDocument, world: WorldOfDocuments): Promise<void> {
  const { organisationIds, personIds, now } = world;
  const [settled] = await tx<
    { text: JSONContent }[]
  >`select text from document_settled where document_id = ${document}`;
  const text = standing(settled!.text);
  for (const c of d.clearances) {
    const organisation = organisationIds.get(c.organisation)!;
    const due = new Date(now.getTime() + c.dueIn * day);
    const { cleared } = c;
    const comment = cleared?.comment ?? '';
    await tx`
      insert into document_clearance (document_id, section_key, organisation_id, asked_by, asked_at, due_at, state, comment, comment_html,
        answered_by, answered_at, cleared_hash, cleared_text)
      select ${document}, s.key, ${organisation}, ${personIds.get(c.askedBy)!}, ${instantAgo(c.asked, now)}, ${due},
        ${cleared ? (comment ? 'cleared-with-comment' : 'cleared') : 'pending'}, ${comment},
        ${comment ? renderText(comment, { headingBase: 4 }).html : ''}, ${cleared ? personIds.get(cleared.by)! : null},
        ${cleared ? instantAgo(cleared.ago, now) : null}, ${cleared ? tx`s.hash` : null},
        ${cleared ? tx.json(blocksOfSection(text, c.section) as never) : null}
      from document_section s where s.document_id = ${document} and s.key = ${c.section}`;
    if (cleared) continue;
    for (const { personId } of await speakersFor(tx, document, organisation)) {
      await giveTask(tx, {
        personId,
        key: clearanceTask(document, c.section, organisation),
        what: 'documents:tasks.clear',
        about: { document, organisation },
        place: `/documents/${document}/clearance#section-${c.section}`,
        dueAt: due,
      });
    }
  }
}

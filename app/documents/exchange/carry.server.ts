import type { Node } from '@tiptap/pm/model';
import type { TFunction } from 'i18next';
import type { Db } from '../../../db/connect';
import { type CitedKind, type CitedThing, isKindInText } from '../../citations/citation';
import { readCited } from '../../citations/queries.server';
import type { Voices } from '../../heard/voices';
import type { Reader } from '../../people/person';
import { i18nFor } from '../../shared/i18n.server';
import { type ContentLanguage, isContentLanguage, isLanguage } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import type { Authored, Texts } from '../../shared/texts';
import type { HeadView } from '../head';
import { proposersOf } from '../proposers';
import { type HeadRow, headColumns, headFrom } from '../queries/head.server';
import { proposalStructs } from '../text/proposal-writers';
import { textSchema } from '../text/schema';
import { listSuggestions, rejectAll } from '../text/suggestions';
import { textOf } from '../text/yjs';
import { type CarriedDocument, type CarriedPicture, citedKey, type WriteOptions } from './carried';
import { withLiveParts } from './carried-live.server';
import { withVoices } from './carried-voices.server';
import { placesOf, type ThreadRow } from './thread-places.server';

/** Bytes of all pictures of one export. Those beyond are left out, with their words kept. */
const pictureBytes = 40 * 1024 * 1024;

export interface Carrying {
  sql: Db;
  texts: Texts;
  voices: Voices;
  reader: Reader | null;
  /** Of the page that asks. */
  language: string;
  publicUrl: string;
  now: Date;
}

export interface Carried {
  head: HeadView;
  document: CarriedDocument;
  options: WriteOptions;
}

type Row = HeadRow & {
  text: object | null;
  threads: ThreadRow[] | null;
};

/**
 * A document as this reader may take it along. `open`: as it is being written, with suggestions and comments, for those
 * who work on it; for everyone else, and where they ask for it, the text as it stands. Citations are the titles and
 * addresses of what this reader may see; a survivor's voice is there where it may be published outside. Throws not-found where they may not read it.
 */
export async function carryDocument(asked: Carrying, id: number, wanted: 'open' | 'standing'): Promise<Carried> {
  const { sql, texts, reader, language, now } = asked;
  const [row] = await sql<Row[]>`
    select ${headColumns(sql, reader, language)}, s.text,
      (select jsonb_agg(jsonb_build_object('anchor', replace(coalesce(encode(t.anchor, 'base64'), ''), E'\n', ''), 'block', t.block_id,
          'quote', t.quote, 'resolved', t.resolved_at is not null, 'comments', (
            select jsonb_agg(jsonb_build_object('author', concat(p.name, ' (' || coalesce(o.short_name, o.name) || ')'), 'at', c.written_at, 'words', c.plain) order by c.id)
            from document_comment c join person p on p.id = c.author_id left join organisation o on o.id = c.organisation_id
            where c.thread_id = t.id and c.withdrawn_at is null)) order by t.id)
        from document_thread t where t.document_id = d.id) as threads
    from document d join organisation l on l.id = d.lead_id left join document_settled s on s.document_id = d.id where d.id = ${id}`;
  const { view } = headFrom(row, reader, now);
  const open = view.may.open && wanted === 'open';
  const written = open ? await texts.readAuthored(id) : undefined;
  const state = written?.state;
  const whole = state ? textOf(state) : settled(row!.text);
  const text = open ? whole : rejectAll(whole);
  const threads = state ? placesOf(state, text, row!.threads ?? []) : [];
  const documentLanguage = isContentLanguage(view.language) ? view.language : 'en';
  const t = wordsFor(documentLanguage);
  const voiced = await withVoices(text, threads, asked.voices, t);
  const document: CarriedDocument = {
    // The document's own title: the text is in that language, whatever the page is in.
    title: row!.title,
    language: documentLanguage,
    pictures: await picturesOf(sql, id, text),
    ...(await withLiveParts({ sql, reader, language: documentLanguage, now }, voiced)),
  };
  const authors = written ? await namesIn(sql, text, written, t) : new Map<string, string>();
  const options = await optionsFor({ ...asked, language: documentLanguage, t }, view, text, authors);
  return { head: view, document, options };
}

/** A file is one text: its signs are in the language of its words, whoever takes it along. English where no screen is in it. */
function wordsFor(language: ContentLanguage): TFunction {
  const spoken = isLanguage(language) ? language : 'en';
  return i18nFor(spoken).getFixedT(spoken);
}

function settled(text: object | null): Node {
  try {
    return textSchema.nodeFromJSON(text ?? {});
  } catch {
    // Not settled yet, or in a form that is no longer known: nothing to take along.
    throw refuse('closed', 'documents:export.refusals.not-settled');
  }
}

async function picturesOf(sql: Db, id: number, text: Node): Promise<CarriedPicture[]> {
  const shown = new Set<string>();
  text.descendants((node) => {
    const { image } = node.attrs;
    if (node.type.name === 'image' && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(String(image)))
      shown.add(image);
  });
  if (!shown.size) return [];
  return sql<CarriedPicture[]>`
    select p.id, p.type, c.bytes from (
      select id, type, sum(size) over (order by added_at, id) as so_far from document_picture
      where document_id = ${id} and erased_at is null and id = any(${[...shown]}::uuid[])) p
    join document_picture_content c on c.picture_id = p.id where p.so_far <= ${pictureBytes}`;
}

async function optionsFor(
  { sql, reader, language, publicUrl, now, t }: Carrying & { t: TFunction },
  head: HeadView,
  text: Node,
  authors: WriteOptions['authors'],
): Promise<WriteOptions> {
  const cited = new Map<string, { kind: Exclude<CitedKind, 'voice'>; id: number }>();
  text.descendants((node) => {
    const { kind, cited: id } = node.attrs;
    if (node.type.name !== 'citation' || !/^[1-9]\d{0,14}$/.test(String(id))) return;
    if (isKindInText(kind)) cited.set(citedKey(kind, id), { kind, id: Number(id) });
  });
  const things = await readCited(sql, [...cited.values()], reader, language);
  const citations = new Map(
    Array.from(
      cited,
      ([key, { kind, id }]) => [key, carriedCitation(things(kind, id), kind, publicUrl, t)] as const,
    ).flatMap(([key, citation]) => (citation ? [[key, citation] as const] : [])),
  );
  return {
    citations,
    words: {
      contents: t('documents:export.words.contents'),
      notes: t('documents:text.notes'),
      hiddenSource: t('documents:export.words.hidden-source'),
      picture: t('documents:export.words.picture'),
      somebody: t('documents:export.words.somebody'),
    },
    authors,
    at: now,
    author: head.lead.name,
  };
}

/** Whose words they are and where they stand, and none of the words: a file is passed on to people with other rights. */
function carriedCitation(thing: CitedThing, kind: Exclude<CitedKind, 'voice'>, publicUrl: string, t: TFunction) {
  if (thing.kind === 'nothing' || thing.kind === 'voice') return undefined;
  const author = [thing.author, thing.organisation].filter(Boolean).join(', ');
  // A decision is known by its number in the register; one that is not decided has none yet.
  const number = kind === 'decision' ? (thing.number ?? '') : thing.id;
  const title = t(`documents:export.cited.${kind}`, { author, number }).trim();
  return { title, address: publicUrl + thing.path };
}

/** Names of those who propose something in a text, as its log knows them, with the organisation for which they do. */
async function namesIn(
  sql: Db,
  text: Node,
  { state, authors }: { state: Uint8Array; authors: Authored[] },
  t: TFunction,
): Promise<Map<string, string>> {
  const proposers = proposersOf(listSuggestions(text), proposalStructs(state), authors);
  if (!proposers.size) return new Map();
  const ids = (...names: ('person' | 'through' | 'organisation')[]) => [
    ...new Set([...proposers.values()].flatMap((p) => names.map((name) => p[name])).filter((id) => id !== null)),
  ];
  const rows = await sql<{ kind: string; id: number; name: string }[]>`
    select 'person' as kind, id, name from person where id = any(${ids('person', 'through')}::bigint[])
    union all select 'organisation', id, coalesce(short_name, name) from organisation where id = any(${ids('organisation')}::bigint[])`;
  const names = new Map(rows.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
  const said = [...proposers].flatMap(([suggestion, { person, organisation, through }]) => {
    const who = names.get(`person ${person}`);
    const of = names.get(`organisation ${organisation}`);
    const name = who && of ? `${who} (${of})` : (who ?? of);
    const by = names.get(`person ${through}`);
    const added = by ? `, ${t('documents:suggestions.through', { name: by })}` : '';
    return name ? [[suggestion, name + added] as const] : [];
  });
  return new Map(said);
}

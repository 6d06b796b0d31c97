import { stringify } from 'csv-stringify/sync';
import { Feed } from 'feed';
import type { Db } from '../../db/connect';
import type { Reader } from '../people/person';
import { stateOf } from './discussion';
import { readDiscussion } from './queries/discussion.server';
import { listDiscussions } from './queries/list.server';
import { type ReadPost, readPosts } from './queries/posts.server';

/** Rows that an export holds: what is shown, as this reader may see it; of what is gone, that it is gone. */
function rowsOf(
  posts: ReadPost[],
  phases: { id: number; position: number; title: string }[],
  publicUrl: string,
  withSource: Map<number, { body: string; plain: string }>,
) {
  return posts
    .filter((p) => p.state !== 'moved' && p.state !== 'waiting')
    .map((p) => {
      const phase = phases.find((x) => x.id === p.phaseId);
      const words = p.html === '' ? undefined : withSource.get(p.id);
      return {
        id: p.id,
        address: `${publicUrl}/posts/${p.id}`,
        phase: phase?.position ?? null,
        state: p.state,
        at: p.at,
        editedAt: p.editedAt,
        author: p.author.name,
        organisation: p.organisation?.name ?? null,
        sector: p.organisation?.sector ?? null,
        language: p.language,
        inReplyTo: p.inReplyTo?.id ?? null,
        text: words?.plain ?? '',
        agree: p.reactions.agree ?? 0,
        insightful: p.reactions.insightful ?? 0,
        pleaseClarify: p.reactions['please-clarify'] ?? 0,
        attachments: p.attachments
          .filter((f) => !f.erased)
          .map((f) => `${publicUrl}/attachments/${f.id}/${encodeURIComponent(f.name)}`),
      };
    });
}

async function readAll(sql: Db, reader: Reader | null, id: number, language: string, publicUrl: string) {
  const head = await readDiscussion(sql, reader, id, language);
  const posts = await readPosts(sql, reader, head, { discussion: id, all: true }, language);
  // An export says to everyone the same: words that only their author or a moderator may still see stay out of it.
  const shown = posts.map((p) => (p.state === 'shown' ? p : { ...p, html: '' }));
  const sources = await sql<
    { id: number; body: string; plain: string }[]
  >`select id, body, plain from post where discussion_id = ${id} and state = 'shown'`;
  return { head, rows: rowsOf(shown, head.phases, publicUrl, new Map(sources.map((s) => [s.id, s]))), posts: shown };
}

/** Comma-separated values with a header, UTF-8 with a mark so that spreadsheets read it; formula cells are made text. */
export async function csvOf(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  publicUrl: string,
): Promise<string> {
  const { rows } = await readAll(sql, reader, id, language, publicUrl);
  const columns = [
    'id',
    'address',
    'phase',
    'state',
    'at',
    'editedAt',
    'author',
    'organisation',
    'sector',
    'language',
    'inReplyTo',
    'text',
    'agree',
    'insightful',
    'pleaseClarify',
    'attachments',
  ];
  return stringify(
    rows.map((r) => ({ ...r, attachments: r.attachments.join(' ') })),
    { header: true, columns, bom: true, record_delimiter: 'windows', escape_formulas: true },
  );
}

/** The same as data, with the discussion around it. */
export async function jsonOf(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  publicUrl: string,
  now: Date,
) {
  const { head, rows } = await readAll(sql, reader, id, language, publicUrl);
  return {
    id: head.id,
    address: `${publicUrl}/discussions/${head.id}/${head.slug}`,
    title: head.title,
    language: head.textLanguage,
    state: stateOf(head, now),
    timeZone: head.timeZone,
    region: head.region,
    facilitators: head.facilitators,
    phases: head.phases.map((p) => ({
      position: p.position,
      title: p.title,
      question: p.question,
      opensAt: p.opensAt,
      closesAt: p.closesAt,
    })),
    organisationsBySector: head.sectors,
    posts: rows,
  };
}

/**
 * The latest fifty posts of a public discussion as an Atom feed (RFC 4287). A feed is fetched without a session, so
 * it exists only for what everyone may read.
 */
export async function atomOf(sql: Db, id: number, language: string, publicUrl: string): Promise<string> {
  const head = await readDiscussion(sql, null, id, language);
  const posts = (await readPosts(sql, null, head, { discussion: id, all: true }, language))
    .filter((p) => p.state === 'shown')
    .slice(-50)
    .reverse();
  const address = `${publicUrl}/discussions/${id}/${head.slug}`;
  const feed = new Feed({
    id: address,
    title: head.title,
    link: address,
    language: head.textLanguage,
    updated: new Date(
      posts.length ? Math.max(...posts.map((p) => Date.parse(p.editedAt ?? p.at))) : (head.announcedAt ?? 0),
    ),
    feedLinks: { atom: `${publicUrl}/discussions/${id}.atom` },
    generator: 'Plenary',
    copyright: '',
  });
  for (const p of posts) {
    const link = `${publicUrl}/posts/${p.id}`;
    feed.addItem({
      id: link,
      link,
      title: p.organisation ? `${p.author.name} (${p.organisation.name})` : p.author.name,
      content: p.html,
      author: [{ name: p.author.name }],
      date: new Date(p.editedAt ?? p.at),
      published: new Date(p.at),
    });
  }
  return feed.atom1();
}

/** Public discussions as an Atom feed, the latest to change first. */
export async function atomOfList(
  sql: Db,
  language: string,
  publicUrl: string,
  title: string,
  now: Date,
): Promise<string> {
  const { discussions } = await listDiscussions(sql, null, { language, now, page: 1 });
  const dated = discussions
    .map((d) => ({ ...d, changed: latest([d.rules.announcedAt, d.rules.synthesisedAt, d.lastPostAt]) }))
    .sort((a, b) => b.changed.getTime() - a.changed.getTime());
  const feed = new Feed({
    id: `${publicUrl}/discussions`,
    title,
    link: `${publicUrl}/discussions`,
    language,
    updated: dated[0]?.changed ?? new Date(0),
    feedLinks: { atom: `${publicUrl}/discussions.atom` },
    generator: 'Plenary',
    copyright: '',
  });
  for (const d of dated) {
    const link = `${publicUrl}/discussions/${d.id}/${d.slug}`;
    feed.addItem({
      id: link,
      link,
      title: d.title,
      date: d.changed,
      author: [{ name: 'Plenary' }],
      ...(d.rules.announcedAt ? { published: d.rules.announcedAt } : {}),
    });
  }
  return feed.atom1();
}

function latest(dates: (Date | null)[]): Date {
  return new Date(Math.max(0, ...dates.map((d) => d?.getTime() ?? 0)));
}

/** Whole, for paper: the record as it stands, for whoever may read it. */
export async function printOf(sql: Db, reader: Reader | null, id: number, language: string) {
  const head = await readDiscussion(sql, reader, id, language);
  const posts = await readPosts(sql, reader, head, { discussion: id, all: true }, language);
  return {
    head,
    posts: posts
      .filter((p) => p.state !== 'moved' && p.state !== 'waiting')
      .map((p) => (p.state === 'shown' ? p : { ...p, html: '', attachments: [], translations: [] })),
  };
}

import { stringify } from 'csv-stringify/sync';
import { Feed } from 'feed';
import type { Db } from '../../db/connect';
import { excerpt } from '../shared/rich-text/excerpt';
import { isOverdue } from '../tasks/commitment';
import type { RegisterSearch } from './forms';
import { listRecommendations } from './queries.server';

const most = 5000;
const mostInFeed = 50;

interface Asked {
  search: RegisterSearch;
  language: string;
  publicUrl: string;
  /** ISO date. */
  today: string;
}

/** The register as comma-separated values, UTF-8 with a mark so that spreadsheets read it; formula cells are made text. */
export async function csvOfRecommendations(sql: Db, { search, language, publicUrl, today }: Asked): Promise<string> {
  const { recommendations } = await listRecommendations(sql, { ...search, page: 1, language, today, length: most });
  const columns = [
    ...[
      'id',
      'address',
      'event',
      'place',
      'region',
      'heldFrom',
      'heldUntil',
      'number',
      'kind',
      'heading',
      'text',
      'language',
    ],
    ...['theme', 'sectors', 'owner', 'dueOn', 'state', 'overdue'],
  ];
  const rows = recommendations.map((r) => ({
    ...r,
    address: `${publicUrl}/recommendations/${r.id}`,
    event: r.outcome,
    text: r.body,
    sectors: r.sectors.join(' '),
    overdue: isOverdue(r, today) ? 'yes' : 'no',
  }));
  return stringify(rows, { header: true, columns, bom: true, record_delimiter: 'windows', escape_formulas: true });
}

/** What was changed or came in last, as an Atom feed (RFC 4287). */
export async function atomOfRecommendations(
  sql: Db,
  { search, language, publicUrl, today }: Asked,
  title: string,
  say: (state: string) => string,
): Promise<string> {
  const { recommendations } = await listRecommendations(sql, {
    ...search,
    page: 1,
    language,
    today,
    length: mostInFeed,
    order: 'changed',
  });
  const feed = new Feed({
    id: `${publicUrl}/recommendations`,
    title,
    link: `${publicUrl}/recommendations`,
    language,
    updated: recommendations[0]?.changedAt ?? new Date(0),
    feedLinks: { atom: `${publicUrl}/recommendations.atom` },
    generator: 'Plenary',
    copyright: '',
  });
  for (const r of recommendations)
    feed.addItem({
      id: `${publicUrl}/recommendations/${r.id}`,
      link: `${publicUrl}/recommendations/${r.id}`,
      title: excerpt(r.body, 120),
      description: `${say(r.state)} · ${r.outcome} · ${r.number}`,
      date: r.changedAt,
      author: [{ name: 'Plenary' }],
    });
  return feed.atom1();
}

import { stringify } from 'csv-stringify/sync';
import { Feed } from 'feed';
import type { Asked } from '../../shared/edge.server';
import { asNumber } from './number.server';
import { listRegister, type Registered } from './queries.server';
import { registerSearch } from './register';

const most = 5000;
const mostInFeed = 50;

/** The register as comma-separated values, UTF-8 with a mark so that spreadsheets read it; formula cells are made text. */
export async function csvOfRegister({ sql, reader, url, publicUrl, now }: Asked): Promise<string> {
  const search = { ...registerSearch(url.searchParams), page: 1 };
  const { decisions } = await listRegister(sql, reader, search, now(), most);
  const columns = [
    ...[
      'number',
      'address',
      'title',
      'language',
      'lead',
      'outcome',
      'decidedAt',
      'textSha256',
      'reviewOn',
      'consultation',
    ],
    ...['evidence', 'positions', 'sustainedObjections', 'entryCriteria'],
  ];
  const rows = decisions.map((d) => ({
    ...d,
    number: asNumber(d),
    address: `${publicUrl}/decisions/${d.id}`,
    decidedAt: new Date(d.decidedAt).toISOString(),
    textSha256: d.hash,
    consultation: d.consultation === null ? '' : `${publicUrl}/consultations/${d.consultation}`,
    positions: d.positions
      .map((p) => `${p.organisation}: ${p.kind}${p.words ? ` (${oneLine(p.words)})` : ''}`)
      .join('; '),
    sustainedObjections: d.objections
      .map((o) => `${o.organisation}: ${oneLine(o.reason)} (${oneLine(o.resolution)})`)
      .join('; '),
    entryCriteria: (d.entry ?? [])
      .map((a) => `${a.criterion}: ${a.met ? 'met' : 'not met'} (${oneLine(a.words)})`)
      .join('; '),
  }));
  return stringify(rows, { header: true, columns, bom: true, record_delimiter: 'windows', escape_formulas: true });
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}

/** What was decided last, as an Atom feed (RFC 4287). */
export async function atomOfRegister({ sql, reader, url, publicUrl, now, t, language }: Asked): Promise<string> {
  const search = { ...registerSearch(url.searchParams), page: 1 };
  const { decisions } = await listRegister(sql, reader, search, now(), mostInFeed);
  const last = Math.max(0, ...decisions.map((d) => Date.parse(d.decidedAt)));
  const feed = new Feed({
    id: `${publicUrl}/decisions/register`,
    title: `Plenary · ${t('register:title')}`,
    link: `${publicUrl}/decisions/register`,
    language,
    updated: new Date(last),
    feedLinks: { atom: `${publicUrl}/decisions.atom` },
    generator: 'Plenary',
    copyright: '',
  });
  for (const d of decisions) feed.addItem(itemOf(d, publicUrl, t(`decisions:state.${d.outcome}`)));
  return feed.atom1();
}

function itemOf(d: Registered, publicUrl: string, outcome: string) {
  const link = `${publicUrl}/decisions/${d.id}`;
  return { id: link, link, title: `${asNumber(d)} · ${d.title}`, description: outcome, date: new Date(d.decidedAt) };
}

/** The log as lines of JSON, oldest first, read as far as it is taken: for whoever verifies it without this platform. */
export function streamOfLog(read: (after: number) => Promise<{ seq: number }[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = 0;
  return new ReadableStream({
    async pull(controller) {
      const entries = await read(after);
      if (entries.length === 0) return controller.close();
      after = entries.at(-1)!.seq;
      controller.enqueue(encoder.encode(entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')));
    },
  });
}

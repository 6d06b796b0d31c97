import { stringify } from 'csv-stringify/sync';
import { plainMoney } from '../programmes/budget';
import type { Asked } from '../shared/edge.server';
import { yearSearch } from './forms';
import type { Money } from './money';
import { saying, yearOf } from './page.server';
import { readYear } from './queries/year.server';
import { allOf, chosen } from './record';

const columns = [
  'kind',
  'id',
  'address',
  'programme',
  'title',
  'language',
  'owner',
  'startsOn',
  'endsOn',
  'state',
  'overdue',
  'reason',
  'currency',
  'planned',
  'spent',
];

/**
 * The year as comma-separated values, narrowed as its page is: activities, and a row of kind `programme` for the money of each. UTF-8
 * with a mark so that spreadsheets read it; cells that would be formulas are made text; amounts with a point and no other sign.
 */
export async function csvOfYear(asked: Asked): Promise<string> {
  const { sql, reader, url, params, publicUrl } = asked;
  const year = yearOf(params.year);
  const { view: _, ...search } = yearSearch.parse(Object.fromEntries(url.searchParams));
  const r = await readYear(sql, reader, year, saying(asked).language, asked.now());
  const own = new Map(r.own.map((a) => [a.id, a]));
  const amounts = ({ currency, planned, spent }: Money) => ({
    currency,
    planned: planned === null ? '' : plainMoney(planned, currency),
    spent: spent === null ? '' : plainMoney(spent, currency),
  });
  const rows = chosen(allOf(r), search).map((a) => ({
    kind: a.about,
    id: a.id,
    address: `${publicUrl}/workplan/${year}/${a.about}-${a.id}`,
    programme: a.programme?.title ?? '',
    title: a.title,
    language: a.language,
    owner: a.owner?.name ?? '',
    startsOn: a.startsOn ?? '',
    endsOn: a.endsOn ?? '',
    state: a.state,
    overdue: a.late ? 'yes' : 'no',
    reason: a.reason,
    ...(a.about === 'own' ? amounts(own.get(a.id)!.money) : {}),
  }));
  const narrowed = search.owner !== undefined || search.state !== undefined || search.overdue !== undefined;
  const money = r.programmes
    .filter((p) => !narrowed && (search.programme === undefined || search.programme === p.id))
    .map((p) => ({
      ...{
        kind: 'programme',
        id: p.id,
        address: `${publicUrl}/workplan/${year}/programme-${p.id}`,
        programme: p.title,
      },
      ...{ title: p.title, language: p.language, ...amounts(p) },
    }));
  return stringify([...rows, ...money], {
    header: true,
    columns,
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

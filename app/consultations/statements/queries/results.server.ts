import type { Db } from '../../../../db/connect';
import type { MapParameters, OpinionMap } from '../../map/opinion-map';
import type { ShownStatement } from '../figures';
import { inOrderOfAgreement } from '../figures';
import type { ResultsSeen } from '../statement';
import type { MapView, ResultView, StatementView } from '../views';
import { titleObject, viewPairs, wordsOf } from './words.server';

export interface Results {
  title: { title: string; language: string };
  /** Those of which this reader is shown results, most agreed to across sectors first. */
  statements: ResultView[];
  /** Statements that are voted on, whether shown or not. */
  all: number;
  /** When votes were last counted; null before the first count. */
  countedAt: string | null;
  map: MapView | null;
}

interface Row {
  title: Results['title'];
  statements: (StatementView & { shown: ShownStatement | null; mine: boolean })[] | null;
  countedAt: Date | null;
  map: { result: OpinionMap; parameters: MapParameters; inputHash: string; madeAt: string } | null;
}

/**
 * The results of statements as far as this reader is shown them, and the map. What is not for them is not in the answer. One
 * statement, which counts no vote: figures are counted beside it.
 */
export async function readResults(
  sql: Db,
  {
    consultation,
    person,
    seen,
    language,
  }: { consultation: number; person: number | null; seen: ResultsSeen; language: string },
): Promise<Results> {
  const [row] = await sql<Row[]>`
    select ${titleObject(sql, consultation, language)} as title,
      (select jsonb_agg(jsonb_build_object(${viewPairs(sql)}, 'shown', n.shown,
          'mine', exists (select from consultation_vote v where v.statement_id = s.id and v.person_id = ${person})) order by s.number)
        from consultation_statement s cross join ${wordsOf(sql, language)}
        left join consultation_statement_count n on n.statement_id = s.id
        where s.consultation_id = ${consultation} and s.state = 'approved') as statements,
      (select max(n.counted_at) from consultation_statement_count n join consultation_statement s on s.id = n.statement_id
        where s.consultation_id = ${consultation}) as counted_at,
      (select jsonb_build_object('result', m.result, 'parameters', m.parameters, 'inputHash', m.input_hash, 'madeAt', m.made_at)
        from consultation_map m where m.consultation_id = ${consultation}) as map`;
  const all = row!.statements ?? [];
  const mine = all.filter((s) => seen === 'all' || (seen === 'voted' && s.mine));
  // The map is made of all statements: it is for those who have nothing left to vote on.
  const seesMap = seen === 'all' || (seen === 'voted' && all.length > 0 && mine.length === all.length);
  return {
    title: row!.title,
    statements: inOrderOfAgreement(mine.map(({ mine: _, ...s }) => s)),
    all: all.length,
    countedAt: row!.countedAt?.toISOString() ?? null,
    map: seesMap && row!.map ? mapView(row!.map, all) : null,
  };
}

function mapView({ result, parameters, inputHash, madeAt }: NonNullable<Row['map']>, all: StatementView[]): MapView {
  const named = new Set(result.groups.flatMap((g) => g.representatives.map((r) => r.statement)));
  const statements = all.filter((s) => named.has(s.id));
  return {
    // How much a statement parts people is for the order of voting alone.
    map: { ...result, extremity: {} },
    madeAt: new Date(madeAt).toISOString(),
    inputHash,
    seed: parameters.seed,
    statements: Object.fromEntries(
      statements.map(({ id, number, words, language, from }) => [id, { id, number, words, language, from }]),
    ),
  };
}

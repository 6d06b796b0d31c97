import type { Db } from '../../../../db/connect';
import { unansweredAmong } from '../../../heard/heard';
import { listThemes } from '../../../heard/queries.server';
import type { Reader } from '../../../people/person';
import type { Account } from '../claim';
import type { CountedSource } from '../coverage';
import { type ClaimView, passagesOf } from '../view';
import { listSources } from './sources.server';
import { viewsOf } from './views.server';
import { readWholeClaims } from './whole.server';

/** What still stands between a synthesis and its publication, from what the database holds now. */
export async function accountFor(sql: Db, consultation: number, reader: Reader, language: string): Promise<Account> {
  const { claims } = await readWholeClaims(sql, consultation, language);
  const views = await viewsOf(sql, claims, reader, language);
  return accountOf(sql, consultation, views, await listSources(sql, consultation, reader));
}

/** The same from what was read for a page. One statement more where a claim rests on a theme of survivors'. */
export async function accountOf(
  sql: Db,
  consultation: number,
  claims: ClaimView[],
  sources: CountedSource[],
): Promise<Account> {
  const there = claims.filter((c) => !c.withdrawn);
  const cites = there.some((c) => passagesOf(c).some(({ now }) => now.kind === 'voice' && now.of === 'theme'));
  const themes = cites ? await listThemes(sql, { kind: 'consultation', id: consultation }) : [];
  return {
    fresh: there.filter((c) => c.publishedAt === null).length,
    sourceless: there.filter((c) => c.lost).length,
    unsettled: there.filter((c) => passagesOf(c).some((p) => p.waits)).length,
    unused: sources.filter((s) => s.state === 'unused').length,
    themes: unansweredAmong(themes).length,
  };
}

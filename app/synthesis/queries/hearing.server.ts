import type { Db } from '../../../db/connect';
import { readRules } from '../../discussions/rules.server';
import type { HeardView, ThemeView } from '../../heard/heard';
import { listHeard, listThemes } from '../../heard/queries.server';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { mayReadSynthesis, whyNotWrite } from '../synthesis';

export interface HearingView {
  discussion: { id: number; title: string; language: string; path: string };
  heard: HeardView[];
  themes: ThemeView[];
  mayRespond: string[];
}

/** The voices that the statements of a synthesis cite, and what was decided about its themes. Throws not-found. */
export async function readHearing(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<HearingView> {
  const ruled = await readRules(sql, reader, id);
  if (!mayReadSynthesis(ruled, reader)) throw refuse('not-found', 'shared:errors.not-found');
  const [title] = await sql<{ title: string; language: string }[]>`
    select t.title, t.language from discussion_text t where t.discussion_id = ${id}
    order by t.language = ${language} desc, t.language = ${ruled.language} desc limit 1`;
  const thing = { kind: 'synthesis' as const, id };
  const heard = await listHeard(sql, thing);
  const themes = await listThemes(sql, thing);
  const may = whyNotWrite(ruled, reader, now) === undefined;
  return {
    discussion: {
      id,
      title: title?.title ?? '',
      language: title?.language ?? ruled.language,
      path: `/discussions/${id}/${ruled.slug}`,
    },
    heard,
    themes,
    mayRespond: may ? themes.filter((theme) => theme.state !== 'gone').map((theme) => theme.voice) : [],
  };
}

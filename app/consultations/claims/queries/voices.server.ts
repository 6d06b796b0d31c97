import { randomUUID } from 'node:crypto';
import type { Db } from '../../../../db/connect';
import type { HeardView } from '../../../heard/heard';
import { listHeard, listThemes } from '../../../heard/queries.server';
import type { Reader } from '../../../people/person';
import { isContentLanguage, pickVersion } from '../../../shared/languages';
import { headOf, readToCode } from './board.server';
import { readWholeClaims } from './whole.server';

/** Themes that are offered at once: the newest, as far as the platform can tell. */
const most = 200;

export interface ThemeToTag extends HeardView {
  id: number;
}

/** Survivors' themes that may be cited now, those that this synthesis cites, and what was decided about them. */
export async function readVoices(sql: Db, reader: Reader, id: number, language: string, now: Date) {
  const consultation = await readToCode(sql, reader, id, now);
  const whole = await readWholeClaims(sql, id, language);
  const thing = { kind: 'consultation' as const, id };
  const heard = await listHeard(sql, thing);
  const themes = await listThemes(sql, thing);
  const offered = await sql<ThemeToTag[]>`
    select id, reference as voice, kind, state from voice where state = 'released' and kind = 'theme' order by id desc limit ${most}`;
  return {
    ...headOf(consultation, whole),
    sections: whole.sections,
    claims: whole.claims
      .filter((c) => !c.withdrawnAt)
      .map((c) => ({
        id: c.id,
        number: whole.claims.indexOf(c) + 1,
        section: c.section,
        words: pickVersion(c.texts ?? [], language, c.language)?.body ?? '',
      })),
    heard: [...heard],
    themes,
    offered: [...offered],
    once: randomUUID(),
    language: isContentLanguage(language) ? language : 'en',
    mayRespond: themes.filter((theme) => theme.state !== 'gone').map((theme) => theme.voice),
  };
}

export type VoicesView = Awaited<ReturnType<typeof readVoices>>;

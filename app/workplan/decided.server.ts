import type { Db } from '../../db/connect';
import type { DecidedSubject, SubjectOfDecisions } from '../decisions/subjects.server';
import type { Reader } from '../people/person';
import { moneyIn } from '../programmes/figures';
import { i18nFor } from '../shared/i18n.server';
import { isLanguage } from '../shared/languages';
import { approvePlan } from './commands/plan.server';
import { aboveProgrammes } from './money';
import { findYear } from './queries/year.server';
import { allOf, type YearRecord } from './record';
import { maySee } from './workplan';

/** What is to be known before a plan is adopted: what nobody answers for or nobody says when, whose owner has left, where the money goes. */
export function planFlags(record: YearRecord, language: string): DecidedSubject['flags'] {
  const all = allOf(record);
  const flags: DecidedSubject['flags'] = [];
  const counted = (key: string, count: number) => {
    if (count > 0) flags.push({ key: `workplan:flags.${key}`, values: { count } });
  };
  if (all.length === 0) flags.push({ key: 'workplan:flags.empty' });
  counted('no-owner', all.filter((a) => a.owner === null).length);
  counted('no-day', all.filter((a) => a.endsOn === null).length);
  counted('owner-left', record.own.filter((a) => !a.ownerIsMember).length);
  for (const { currency, own, programmes } of aboveProgrammes(
    record.own.map((a) => a.money),
    record.programmes,
  ))
    flags.push({
      key: 'workplan:flags.above-programmes',
      values: { own: moneyIn(language, own, currency), programmes: moneyIn(language, programmes, currency) },
    });
  return flags;
}

/** A plan that is put to the committee. One statement. */
async function read(
  sql: Db,
  reader: Reader | null,
  id: number,
  asked: string,
  now: Date,
): Promise<DecidedSubject | null> {
  const language = isLanguage(asked) ? asked : 'en';
  const found = await findYear(sql, reader, { id }, language, now);
  if (!found || !maySee(found.record, reader, found.memberToday)) return null;
  return {
    title: i18nFor(language).getFixedT(language)('workplan:of', { year: found.record.year }),
    language,
    path: `/workplan/${found.record.year}`,
    flags: planFlags(found.record, language),
  };
}

export const decidedWorkplan: SubjectOfDecisions = {
  read,
  async onDecided(tx, { proposal, subject, outcome, at }) {
    if (outcome === 'adopted-by-consensus' || outcome === 'adopted-no-strong-objection')
      await approvePlan(tx, subject, proposal, at);
  },
};

import type { Db } from '../../db/connect';
import type { DecidedSubject, SubjectOfDecisions } from '../decisions/subjects.server';
import { dayOf } from '../organisations/organisation';
import type { Reader } from '../people/person';
import { i18nFor } from '../shared/i18n.server';
import { isLanguage } from '../shared/languages';
import { formatTime } from '../shared/time';
import { carryOut } from './commands/motions.server';
import { isOfCommittee } from './committee';
import { type MotionKind, subjectKindOf } from './motion';
import { type StateColumns, standingOf, stateColumns, stateFrom } from './state.server';

interface Row {
  kind: MotionKind;
  organisation: string | null;
  onDay: string;
  mayChair: boolean | null;
  carried: boolean;
  voidBecause: string | null;
  takenBack: boolean;
}

/**
 * What the committee is asked to decide about itself, said in a sentence; while it is open for its own people, and for everybody
 * once it was carried out. One statement.
 */
async function read(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<DecidedSubject | null> {
  const day = dayOf(now);
  const [row] = await sql<(Row & StateColumns)[]>`
    select m.kind, coalesce(o.names ->> ${language}, o.name) as organisation, m.on_day::text as on_day, m.may_chair,
      m.carried_out_at is not null as carried, m.void_because, m.withdrawn_at is not null as taken_back, ${stateColumns(sql, day)}
    from committee_motion m left join organisation o on o.id = m.organisation_id where m.id = ${id}`;
  if (!row) return null;
  const inside = isOfCommittee(reader, standingOf(stateFrom(row), day));
  if (!inside && !row.carried) return null;
  const own = isLanguage(language) ? language : 'en';
  const { t } = i18nFor(own);
  const chairs = row.mayChair === null ? '' : row.mayChair ? '-chair' : '-no-chair';
  return {
    title: t(`committee:motion.said.${row.kind}${chairs}`, {
      organisation: row.organisation ?? '',
      day: formatTime(`${row.onDay}T12:00:00Z`, own, 'UTC', 'date'),
    }),
    language: own,
    path: inside ? '/committee/members' : '/committee',
    flags: flagsOf(row).map((key) => ({ key })),
  };
}

/** Why it is not carried out; of one that was taken back, that it will not be. */
function flagsOf({ voidBecause, takenBack }: Row): string[] {
  if (voidBecause) return [voidBecause];
  return takenBack ? ['committee:mistakes.taken-back'] : [];
}

function subjectOf(kind: 'membership' | 'chair'): SubjectOfDecisions {
  return {
    read,
    async onDecided(tx, { proposal, subject, outcome, at }) {
      if (outcome !== 'adopted-by-consensus' && outcome !== 'adopted-no-strong-objection') return;
      const [motion] = await tx<{ kind: MotionKind }[]>`select kind from committee_motion where id = ${subject}`;
      // A proposal names its subject by a form: one of another kind is none of these.
      if (!motion || subjectKindOf(motion.kind) !== kind) return;
      await carryOut(tx, subject, { decidedBy: proposal, outcome, now: at });
    },
  };
}

export const decidedMembership = subjectOf('membership');
export const decidedChair = subjectOf('chair');

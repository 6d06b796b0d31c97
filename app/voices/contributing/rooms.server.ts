import type { Db } from '../../../db/connect';
import { isLanguage, type Language } from '../../shared/languages';
import type { Week } from '../week';
import { reviewedVersions, type ToldOf } from './consent-texts.server';

/** What a contributor's pages need to know of her room and of the organisation that invited her. */
export interface RoomFor {
  questions: Partial<Record<string, string[]>>;
  retentionWeeks: number;
  answerWeeks: number;
  hasConversation: boolean;
  isOpen: boolean;
  organisation: string;
  hasRecovery: boolean;
  /** Languages whose consent text, as it reads today, somebody reviewed for this room: consent opens in these alone. */
  reviewed: Language[];
  numbers: Partial<Record<Language, string>>;
}

export async function roomFor(
  sql: Db,
  { room, organisation }: { room: string; organisation: string },
  week: Week,
): Promise<RoomFor | null> {
  const [row] = await sql<(Omit<RoomFor, 'reviewed' | 'numbers'> & { said: [string, string, string][] })[]>`
    select r.questions, r.retention_weeks, coalesce(r.answer_weeks, 4) as answer_weeks, r.has_conversation,
      r.state = 'open' and r.closes_week >= ${week} and o.state = 'open' as is_open,
      o.name as organisation, o.recovery_public_key is not null as has_recovery,
      coalesce((select jsonb_agg(jsonb_build_array(q.item, q.language, q.value)) from room_requirement q
        where q.room = r.id and (q.item = 'emergency-number' or q.item = 'language-review'
          and encode(q.text_hash, 'hex') = (${sql.json(reviewedVersions())}::jsonb ->> q.language))), '[]') as said
    from room r, organisation o where r.id = ${room} and o.id = ${organisation}`;
  if (!row) return null;
  const { said, ...rest } = row;
  const of = (wanted: string) => said.filter(([item, language]) => item === wanted && isLanguage(language));
  return {
    ...rest,
    reviewed: of('language-review').map(([, language]) => language as Language),
    numbers: Object.fromEntries(of('emergency-number').map(([, language, value]) => [language, value])),
  };
}

/** Whether the consent may be asked in a language: it was reviewed, the room asks in it, and its number to call is there. */
export function isReady(room: RoomFor, language: Language): boolean {
  return (
    room.reviewed.includes(language) &&
    (room.questions[language]?.length ?? 0) > 0 &&
    room.numbers[language] !== undefined
  );
}

export function toldOf(room: RoomFor, language: Language): ToldOf {
  return {
    organisation: room.organisation,
    hasRecovery: room.hasRecovery,
    emergencyNumber: room.numbers[language] ?? '',
    retentionWeeks: room.retentionWeeks,
    answerWeeks: room.answerWeeks,
  };
}

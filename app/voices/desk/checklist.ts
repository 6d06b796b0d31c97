import { type Language, languages } from '../../shared/languages';
import { leastFacilitators } from './desk';

/**
 * The go-live checklist of a room, as data (behaviour 37; WHO ethical principles 2-4 and 9). What is needed once for the
 * room, and what each language in which it asks needs of its own: somebody who reads Arabic alone is not helped by a
 * referral list in English.
 */
export const onceItems = [
  'response-promise',
  'data-protection-assessment',
  'remuneration-note',
  'interpreter-confidentiality',
  'retention-note',
] as const;
export const languageItems = ['referral-list', 'legal-note', 'emergency-number', 'language-review'] as const;
export const items = [...onceItems, ...languageItems] as const;
export type ChecklistItem = (typeof items)[number];

export interface RoomToCheck {
  questions: Partial<Record<string, string[]>>;
  answerWeeks: number | null;
  organisations: { caseworkers: number; state: string }[];
  facilitators: number;
  requirements: { item: string; language: string }[];
}

export type Missing =
  | { what: 'questions' | 'answer-weeks' | 'organisation' | 'caseworkers' | 'facilitators' }
  | { what: ChecklistItem; language?: Language };

/** Languages in which the room asks something. */
export function languagesOf(questions: RoomToCheck['questions']): Language[] {
  return languages.filter((language) => (questions[language]?.length ?? 0) > 0);
}

/** All that the room lacks before it may open, in the order of the page; empty where nothing is missing. */
export function missingOf(room: RoomToCheck): Missing[] {
  const missing: Missing[] = [];
  const asks = languagesOf(room.questions);
  if (asks.length === 0) missing.push({ what: 'questions' });
  if (room.answerWeeks === null) missing.push({ what: 'answer-weeks' });
  const open = room.organisations.filter((o) => o.state === 'open');
  if (open.length === 0) missing.push({ what: 'organisation' });
  if (open.some((o) => o.caseworkers < 2)) missing.push({ what: 'caseworkers' });
  if (room.facilitators < leastFacilitators) missing.push({ what: 'facilitators' });
  const has = (item: string, language: string) =>
    room.requirements.some((r) => r.item === item && r.language === language);
  for (const item of onceItems) if (!has(item, '')) missing.push({ what: item });
  for (const item of languageItems)
    for (const language of asks) if (!has(item, language)) missing.push({ what: item, language });
  return missing;
}

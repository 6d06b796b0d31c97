import type { Db } from '../../db/connect';
import { type EventRules, type EventTie, mayPrepareEvent, nextInstant, stateOf as stateOfEvent } from '../events/event';
import type { Asked } from '../shared/edge.server';
import { type Content, wordsIn } from './content';
import { figuresFor } from './figures';
import type { Found } from './found.server';
import { headOf } from './page.server';
import {
  mayReadResults,
  opensAt,
  type QuestionnaireState,
  type ResultReaders,
  stateOf,
  whyNotMeant,
} from './questionnaire';
import type { Count } from './release';

/** A questionnaire as the page of its event lists it. */
export interface AskedAbout {
  id: number;
  language: string;
  results: ResultReaders;
  opensAt: string | null;
  closesAt: string | null;
  publishedAt: string | null;
  texts: Content['texts'];
  /** What was given out of public results, where the page asks for figures. */
  content: Content | null;
  sent: number | null;
  counts: Count[] | null;
}

/** What is asked about `event e`, with its figures where they are wanted and public, as a column of the statement that reads its page: which has none to spare. */
export function askedAbout(sql: Db, withFigures = false) {
  return sql`(select jsonb_agg(jsonb_build_object('id', q.id, 'language', q.language, 'results', q.results, 'opensAt', q.opens_at,
      'closesAt', q.closes_at, 'content', x.content, 'sent', x.sent, 'counts', x.counts, 'texts', coalesce(v.content, q.draft) -> 'texts',
      'publishedAt', (select min(f.published_at) from questionnaire_version f where f.questionnaire_id = q.id)) order by q.id)
    from questionnaire q left join lateral (select content from questionnaire_version where questionnaire_id = q.id order by number desc limit 1) v on true
    left join lateral (select v.content, r.sent, r.counts from questionnaire_release r
      where ${withFigures} and q.results = 'public' and r.questionnaire_id = q.id) x on true
    where q.subject_kind = 'event' and q.subject_id = e.id)`;
}

/** Feedback forms that those registered for an event can answer now, as `questionnaire q` of `event f`. */
export function openForms(sql: Db, now: Date) {
  return sql`questionnaire q join event f on q.subject_kind = 'event' and f.id = q.subject_id and f.cancelled_at is null
    and q.answerers = 'registered' and exists (select from questionnaire_version v where v.questionnaire_id = q.id)
    and coalesce(q.opens_at, f.ends_at) <= ${now}::timestamptz and (q.closes_at is null or q.closes_at > ${now}::timestamptz)`;
}

export interface ListedQuestionnaire {
  id: number;
  title: string;
  language: string;
  state: QuestionnaireState;
  opens: string | null;
  closes: string | null;
  mayPrepare: boolean;
  hasResults: boolean;
}

type PartEvent = EventRules & { tie: EventTie; questionnaires: AskedAbout[] | null };
type Reading = Pick<Asked, 'reader' | 'now'> & { language: string };

/** What the page of an event, which the reader may see, says of its questionnaires; and the way to add one. No statement. */
export function feedbackPart(asked: Asked, event: PartEvent) {
  const { part, ahead } = askedOf(asked, event);
  // The page says whether it is open: what it says has to end with it.
  asked.keep({
    tags: [`event:${event.id}`, 'events', 'everything'],
    until: ahead.length > 0 ? new Date(Math.min(...ahead.map(Number))) : null,
  });
  return part;
}

export type FeedbackPart = ReturnType<typeof askedOf>['part'];

/** The same for a page that is kept for nobody, such as that of preparing the event. */
export function feedbackToPrepare(asked: Reading, event: PartEvent): FeedbackPart {
  return askedOf(asked, event).part;
}

function askedOf({ reader, language, now }: Reading, event: PartEvent) {
  const mayPrepare = mayPrepareEvent(reader, event.tie);
  const at = now();
  const date = (said: string | null) => (said === null ? null : new Date(said));
  const all = (event.questionnaires ?? []).map((q) => ({
    ...q,
    rules: {
      answerers: 'registered' as const,
      anonymous: false,
      results: q.results,
      opensAt: date(q.opensAt),
      closesAt: date(q.closesAt),
      publishedAt: date(q.publishedAt),
      subjectEndsAt: event.endsAt,
      subjectCancelled: event.cancelledAt !== null,
    },
  }));
  const shown = all.filter((q) => mayPrepare || q.rules.publishedAt !== null);
  const instants = [nextInstant(event, at), ...shown.flatMap((q) => [opensAt(q.rules), q.rules.closesAt])];
  const ahead = instants.filter((x): x is Date => x !== null && x > at);
  const part = {
    event: event.id,
    mayAdd: mayPrepare,
    zone: reader?.timeZone ?? event.timeZone,
    questionnaires: shown.map((q): ListedQuestionnaire => {
      const words = wordsIn(q.texts, language, q.language);
      return {
        id: q.id,
        title: words?.words.title ?? '',
        language: words?.language ?? q.language,
        state: stateOf(q.rules, at),
        opens: opensAt(q.rules)?.toISOString() ?? null,
        closes: q.rules.closesAt?.toISOString() ?? null,
        mayPrepare,
        hasResults: q.rules.publishedAt !== null && (mayPrepare || q.results === 'public'),
      };
    }),
    /** What those who were there have said, in figures, once it is over. */
    figures: shown.flatMap((q) => {
      if (stateOfEvent(event, at) !== 'over' || !q.content || !q.counts) return [];
      const words = wordsIn(q.texts, language, q.language);
      const figures = figuresFor(q.content, q.counts, language, q.language);
      const title = { text: words?.words.title ?? '', language: words?.language ?? q.language };
      return figures.length === 0 ? [] : [{ id: q.id, title, sent: q.sent ?? 0, figures }];
    }),
  };
  return { part, ahead };
}

/** The same line for the list of questionnaires. */
export function lineOf(found: Found, { reader, language, now }: Asked): ListedQuestionnaire & { isForReader: boolean } {
  const { title, language: spoken } = headOf(found, found.content ?? found.draft, language);
  return {
    id: found.id,
    title,
    language: spoken,
    state: stateOf(found, now()),
    opens: opensAt(found)?.toISOString() ?? null,
    closes: found.closesAt?.toISOString() ?? null,
    isForReader: whyNotMeant(found, reader, found.tie) === undefined,
    mayPrepare: found.tie.mayPrepare,
    hasResults: found.content !== null && mayReadResults(found, found.tie),
  };
}

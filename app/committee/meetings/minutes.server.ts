import type { TFunction } from 'i18next';
import { announce } from '../../../db/announce';
import type { Sql } from '../../../db/connect';
import { createDocument } from '../../documents/commands/creating.server';
import { textFrom } from '../../documents/templates/shape';
import type { Reader } from '../../people/person';
import { i18nFor } from '../../shared/i18n.server';
import { isLanguage, type Language } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import type { Texts } from '../../shared/texts';
import { formatSpan, formatTime } from '../../shared/time';
import { mayConduct, quorumOf } from '../committee';
import { whyNotMakeMinutes, whyNotPrepare, whyNotPublish } from '../meeting';
import { calledIn, seatIn } from '../state.server';
import { type MinutesFacts, type MinutesWords, minutesText } from './minutes-text';
import { type ActionRead, type MeetingView, readMeeting } from './reading.server';
import { deedOnMeeting, readMeetingRules } from './rules.server';

/** The languages that minutes can be begun in: those of the screens; in others, in English. */
function languageOf(meeting: { language: string }): Language {
  return isLanguage(meeting.language) ? meeting.language : 'en';
}

/**
 * Makes the minutes of a meeting that has begun: a document that all members write, which begins with who is there, the agenda,
 * where members stand and what was taken on. Pressed twice, or by two at once, they are made once. Returns the document's id.
 */
export async function makeMinutes(sql: Sql, texts: Texts, reader: Reader, id: number, now: Date): Promise<number> {
  const ruled = await readMeetingRules(sql, reader, id, now);
  const no =
    whyNotPrepare(ruled.meeting, reader, ruled.standing, ruled.observer) ?? whyNotMakeMinutes(ruled.meeting, now);
  if (no) throw no;
  if (ruled.meeting.minutesDocumentId !== null) return ruled.meeting.minutesDocumentId;
  const language = languageOf(ruled.meeting);
  const view = await readMeeting(sql, reader, id, language, now);
  const lead = view.standing.chair ?? view.standing.coChair ?? view.standing.members[0];
  if (lead === undefined) throw refuse('conflict', 'committee:refusals.no-members');
  const once = await deedOnMeeting(sql, reader, id, now, async (tx) => {
    const [row] = await tx<{ minutesOnce: string }[]>`select minutes_once from meeting where event_id = ${id}`;
    return row!.minutesOnce;
  });
  const { t } = i18nFor(language);
  const document = await createDocument(
    sql,
    texts,
    reader,
    {
      title: t('committee:minutes.document', { meeting: view.title }),
      language,
      template: 'minutes',
      lead,
      readers: 'invited',
      once,
      text: textFrom(minutesText(factsOf(view, language, t), wordsIn(t)), language),
      granted: { writers: [reader.id], organisations: view.standing.members },
    },
    now,
  );
  await deedOnMeeting(sql, reader, id, now, async (tx) => {
    const made = await tx`
      update meeting set minutes_document_id = ${document}, minutes_made_at = ${now}
      where event_id = ${id} and minutes_document_id is null returning 1`;
    return made.length > 0;
  });
  return document;
}

function wordsIn(t: TFunction): MinutesWords {
  return {
    attendance: t('committee:attendance.title'),
    member: t('committee:minutes.member'),
    people: t('committee:minutes.people'),
    observers: t('committee:observers.title'),
    agenda: t('committee:agenda.title'),
    followUps: t('committee:actions.earlier'),
    discussed: t('committee:minutes.discussed'),
    position: t('committee:positions.position'),
    actions: t('committee:actions.title'),
    action: t('committee:actions.action'),
    owner: t('committee:actions.owner'),
    due: t('committee:actions.due'),
    state: t('committee:actions.state'),
    other: t('committee:minutes.other'),
  };
}

function factsOf(view: MeetingView, language: Language, t: TFunction): MinutesFacts {
  const { state, standing, meeting } = view;
  const name = (organisation: number | null) => calledIn(seatIn(state, organisation), language).name;
  const day = (iso: string | null) => (iso === null ? '' : formatTime(`${iso}T12:00:00Z`, language, 'UTC', 'date'));
  const present = view.people.filter((p) => p.how !== null);
  const quorum = quorumOf(
    present.map((p) => p.organisationId),
    standing.there,
    view.quorum,
  );
  const action = (a: ActionRead) => ({
    words: a.words,
    owner: name(a.ownerId),
    due: day(a.dueOn),
    state: t(`committee:action-state.${a.state}`),
  });
  return {
    title: view.title,
    when: [
      formatSpan(meeting.startsAt.toISOString(), meeting.endsAt.toISOString(), language, view.timeZone),
      view.timeZone,
      view.venue,
    ]
      .filter(Boolean)
      .join(' · '),
    quorum:
      quorum && t(quorum.reached ? 'committee:attendance.quorum' : 'committee:attendance.no-quorum', { ...quorum }),
    attendance: standing.there.map((member) => ({
      member: name(member),
      people:
        present
          .filter((p) => p.organisationId === member)
          .map((p) => `${p.name} (${t(`committee:how.${p.how!}`)})`)
          .join(', ') || t('committee:attendance.nobody'),
    })),
    observers: view.observers.map((o) => o.name),
    items: view.items.map((item) => {
      const proposal = view.proposals.find((p) => p.id === item.proposalId);
      return {
        title: proposal?.title ?? item.title,
        decision: proposal
          ? {
              state: t('committee:minutes.proposal', {
                id: proposal.id,
                state: t(`committee:proposal-state.${proposal.state}`),
              }),
              positions: proposal.positions.map((p) => ({
                member: name(p.organisation),
                position: t(`committee:position.${p.kind ?? 'none'}`),
              })),
            }
          : null,
      };
    }),
    followUps: view.followUps.map(action),
    actions: view.actions.map(action),
  };
}

/**
 * Lets everybody read the text that was approved, and puts it on the committee's page. The document stays with those who write it:
 * what is written in it later was approved by nobody.
 */
export async function publishMinutes(sql: Sql, reader: Reader, id: number, now: Date): Promise<void> {
  await deedOnMeeting(
    sql,
    reader,
    id,
    now,
    async (tx, { meeting }) => {
      if (meeting.publishedAt) return false;
      const no = whyNotPublish(meeting);
      if (no) throw no;
      await tx`update meeting set published_at = ${now} where event_id = ${id}`;
      await announce(tx, 'committee.changed', {});
    },
    (r) => (mayConduct(reader, r.standing) ? undefined : refuse('not-allowed', 'committee:refusals.not-conducting')),
  );
}

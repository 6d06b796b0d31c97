import type { JSONContent } from '@tiptap/core';
import { announce } from '../../../db/announce';
import type { Sql, Tx } from '../../../db/connect';
import { beginProposal, saveSettings } from '../../decisions/commands/preparing.server';
import { hoursToLook } from '../../decisions/proposal';
import { keepVersion } from '../../documents/versions.server';
import type { Reader } from '../../people/person';
import { i18nFor } from '../../shared/i18n.server';
import { isLanguage } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { mayConduct } from '../committee';
import type { ApproveInput, PutMinutesInput, SayOfMinutesInput } from '../forms';
import { whyNotApprove } from '../meeting';
import { correctionsIn, type MinutesPosition, whyNotSayOfMinutes } from '../minutes';
import { type StandingMinutes, standingMinutes } from './minutes-standing.server';
import { deedOnMeeting, type RuledMeeting, readMeetingRules } from './rules.server';

/** Whoever conducts does it; what is approved already is for the command to say. */
const conducting =
  (reader: Reader) =>
  ({ standing }: RuledMeeting) =>
    mayConduct(reader, standing) ? undefined : refuse('not-allowed', 'committee:refusals.not-conducting');

/** The minutes as they stand, which have to be those that were read. */
async function minutesRead(
  tx: Tx,
  reader: Reader,
  document: number,
  hash: string,
  now: Date,
): Promise<StandingMinutes> {
  await tx`select from document where id = ${document} for update`;
  const [row] = await tx<{ language: string; nodes: JSONContent }[]>`
    select d.language, s.text as nodes from document d join document_settled s on s.document_id = d.id where d.id = ${document}`;
  const standing = row && (await standingMinutes(tx, reader, { document, ...row }, now));
  if (standing?.hash !== hash) throw refuse('conflict', 'committee:refusals.minutes-changed');
  return standing;
}

/**
 * A member says that the minutes are right, or what in them is not, in place of what it said before. Said of the text that was on
 * the screen: where it is another by now, nothing is noted. Refuses who does not speak for the member, and minutes that are approved.
 */
export async function sayOfMinutes(
  sql: Sql,
  reader: Reader,
  id: number,
  input: SayOfMinutesInput,
  now: Date,
): Promise<void> {
  await deedOnMeeting(
    sql,
    reader,
    id,
    now,
    async (tx, { meeting }) => {
      await minutesRead(tx, reader, meeting.minutesDocumentId!, input.hash, now);
      await tx`
        insert into minutes_position (event_id, organisation_id, kind, words, language, hash, person_id, at)
        values (${id}, ${input.organisation}, ${input.kind}, ${input.kind === 'correct' ? input.words : ''}, ${input.language}, ${input.hash},
          ${reader.id}, ${now})
        on conflict (event_id, organisation_id) do update set kind = excluded.kind, words = excluded.words, language = excluded.language,
          hash = excluded.hash, person_id = excluded.person_id, at = excluded.at`;
    },
    ({ meeting, standing }) => whyNotSayOfMinutes(meeting, reader, input.organisation, standing),
  );
}

/**
 * Notes at a later meeting that the minutes of this one are approved, and fixes their text by its hash. Approved twice, approved
 * once. Refuses a text that is not the one which was read, and minutes of which a member asks a correction.
 */
export async function approveMinutes(
  sql: Sql,
  reader: Reader,
  id: number,
  input: ApproveInput,
  now: Date,
): Promise<void> {
  const at = await readMeetingRules(sql, reader, input.at, now);
  await deedOnMeeting(
    sql,
    reader,
    id,
    now,
    async (tx, { meeting, standing }) => {
      if (meeting.approvedAt) return false;
      const no = whyNotApprove(meeting, at.meeting, now);
      if (no) throw no;
      const positions = await tx<MinutesPosition[]>`
        select organisation_id as organisation, kind, hash from minutes_position where event_id = ${id}`;
      if (correctionsIn(positions, standing).length > 0) throw refuse('conflict', 'committee:refusals.corrections');
      const document = meeting.minutesDocumentId!;
      const snapshot = await minutesRead(tx, reader, document, input.hash, now);
      const { t } = i18nFor(isLanguage(meeting.language) ? meeting.language : 'en');
      const named = { document, kind: 'named' as const, name: t('committee:minutes.version'), text: snapshot.own };
      await keepVersion(tx, { ...named, by: reader.id, organisation: reader.organisationId }, now);
      await announce(tx, 'document.version-kept', { document });
      await tx`
        update meeting set approved_at = ${now}, approved_in = ${input.at}, approved_note = ${input.note ?? ''} where event_id = ${id}`;
      const { language, text, html, hash } = snapshot;
      await tx`
        insert into minutes_text (event_id, document_id, language, text, html, hash)
        values (${id}, ${document}, ${language}, ${tx.json(text as never)}, ${html}, ${hash})`;
      await announce(tx, 'meeting.changed', { meeting: input.at });
    },
    conducting(reader),
  );
}

/**
 * Begins a decision by which the committee approves the minutes, for a committee that does not meet soon: a draft with the minutes
 * as its text, put in silence. Sent twice, begun once. Returns the draft's id.
 */
export async function putMinutes(
  sql: Sql,
  reader: Reader,
  id: number,
  input: PutMinutesInput,
  now: Date,
): Promise<number> {
  const { meeting, standing } = await readMeetingRules(sql, reader, id, now);
  if (!mayConduct(reader, standing)) throw refuse('not-allowed', 'committee:refusals.not-conducting');
  if (meeting.minutesDocumentId === null) throw refuse('conflict', 'committee:refusals.no-minutes');
  if (meeting.approvedAt) throw refuse('closed', 'committee:refusals.minutes-approved');
  const document = meeting.minutesDocumentId;
  const [row] = await sql<{ title: string; language: string }[]>`
    select title, language from document where id = ${document}`;
  const language = isLanguage(row!.language) ? row!.language : 'en';
  const title = i18nFor(language).t('committee:minutes.decision', { minutes: row!.title }).slice(0, 200);
  const subject = { kind: 'document', id: document };
  const lead = reader.secretariat
    ? null
    : (reader.offices.find((o) => [standing.chair, standing.coChair].includes(o.organisationId))?.organisationId ??
      null);
  const proposal = await beginProposal(sql, reader, { title, language, lead, subject, once: input.once }, now);
  const [draft] = await sql<{ version: number; documentId: number | null }[]>`
    select version, document_id from proposal where id = ${proposal}`;
  if (draft!.documentId !== null) return proposal;
  const rule = { mode: 'silence' as const, hours: hoursToLook, quorum: null, languages: [], deadline: null };
  const rest = { significant: false, consultation: null, noConsultationReason: '', reviewOn: null };
  await saveSettings(
    sql,
    reader,
    proposal,
    { version: draft!.version, title, document, ...rule, ...rest },
    { origin: '', now },
  );
  return proposal;
}

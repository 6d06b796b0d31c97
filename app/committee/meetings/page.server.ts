import { randomUUID } from 'node:crypto';
import { type Asked, idOf, signedIn } from '../../shared/edge.server';
import { mayConduct, quorumOf } from '../committee';
import {
  beginnings,
  meetingState,
  nextChange,
  whyNotAgenda,
  whyNotAttend,
  whyNotMakeMinutes,
  whyNotPrepare,
} from '../meeting';
import { calledIn, seatIn } from '../state.server';
import { type ActionRead, readMeeting } from './reading.server';

/** What the page of a meeting shows, and which of its forms are for this reader at this instant. One statement. */
export async function loadMeeting(asked: Asked) {
  const reader = signedIn(asked);
  const { language } = asked;
  const now = asked.now();
  const view = await readMeeting(asked.sql, reader, idOf(asked.params.id), language, now);
  const { meeting, state, standing, observer } = view;
  const called = (id: number | null) => (id === null ? null : calledIn(seatIn(state, id), language));
  const conducts = mayConduct(reader, standing);
  const begins = beginnings(
    meeting.startsAt,
    view.items.map((i) => i.minutes),
  );
  const mine =
    reader.offices.find((o) => standing.there.includes(o.organisationId))?.organisationId ?? reader.organisationId;
  const self = { id: reader.id, organisationId: mine };
  const action = ({ ownerId, ...a }: ActionRead) => ({ ...a, owner: called(ownerId)?.name ?? null });
  const marks = (person: { id: number; organisationId: number }) =>
    whyNotAttend(meeting, reader, standing, person, now) === undefined;
  return {
    id: meeting.id,
    path: `/events/${meeting.id}/${view.slug}`,
    title: view.title,
    titleLanguage: view.titleLanguage,
    state: meetingState(meeting, now),
    startsAt: meeting.startsAt.toISOString(),
    endsAt: meeting.endsAt.toISOString(),
    timeZone: view.timeZone,
    venue: view.venue,
    zone: reader.timeZone,
    asOf: now.toISOString(),
    changesAt: nextChange(meeting, now)?.toISOString() ?? null,
    language,
    conducts,
    once: randomUUID(),
    may: {
      agenda: whyNotAgenda(meeting, reader, standing, observer, now) === undefined,
      prepare: whyNotPrepare(meeting, reader, standing, observer) === undefined,
      attend: whyNotAttend(meeting, reader, standing, self, now) === undefined,
      minutes:
        meeting.minutesDocumentId === null &&
        (whyNotPrepare(meeting, reader, standing, observer) ?? whyNotMakeMinutes(meeting, now)) === undefined,
      act: (whyNotPrepare(meeting, reader, standing, observer) ?? whyNotMakeMinutes(meeting, now)) === undefined,
    },
    self: { id: reader.id, how: view.people.find((p) => p.id === reader.id)?.how ?? null },
    /** Who is a member today: what is to be done is taken on by these. */
    owners: standing.members.map((m) => ({ id: m, name: called(m)!.name })),
    /** Members for which this reader gives positions. */
    spokenFor: standing.members.filter((m) => reader.offices.some((o) => o.organisationId === m)),
    members: standing.there.map((id) => ({
      id,
      name: called(id)!.name,
      people: view.people.filter((p) => p.organisationId === id).map((p) => ({ ...p, marks: marks(p) })),
    })),
    quorum: quorumOf(
      view.people.filter((p) => p.how !== null).map((p) => p.organisationId),
      standing.there,
      view.quorum,
    ),
    observers: view.observers,
    items: view.items.map((item, n) => {
      const proposal = view.proposals.find((p) => p.id === item.proposalId) ?? null;
      return {
        id: item.id,
        proposalId: item.proposalId,
        title: proposal?.title ?? item.title,
        language: proposal?.language ?? item.language,
        minutes: item.minutes,
        leadId: item.leadId,
        lead: called(item.leadId)?.name ?? null,
        begins: begins[n]?.toISOString() ?? null,
        papers: view.papers.filter((p) => p.itemId === item.id),
      };
    }),
    papers: view.papers.filter((p) => p.itemId === null),
    agendaSent: view.agendaSentAt?.toISOString() ?? null,
    agendaChanged: view.agendaChanged,
    proposals: view.proposals,
    actions: view.actions.map(action),
    followUps: view.followUps.map(action),
    earlier: view.earlier.map((m) => ({
      ...m,
      startsAt: new Date(m.startsAt).toISOString(),
    })),
    minutes:
      view.minutes && meeting.minutesDocumentId !== null ? { ...view.minutes, id: meeting.minutesDocumentId } : null,
    approval: view.approval && { ...view.approval, at: new Date(view.approval.at).toISOString() },
    published: meeting.publishedAt?.toISOString() ?? null,
  };
}

export type MeetingData = Awaited<ReturnType<typeof loadMeeting>>;

import { placeName } from '../organisations/places';
import { wordsIn } from '../questionnaires/content';
import { type Asked, idOf } from '../shared/edge.server';
import type { PartHeadData } from './components/part-head';
import {
  hasBegun,
  isPartOpen,
  mayPrepareConsultation,
  mayTakePart,
  nextInstant,
  nextPhaseOf,
  openUntil,
  phaseAt,
  stateOf,
} from './consultation';
import { namesOf } from './list.server';
import { type ConsultationView, type PartView, readConsultation } from './queries/consultation.server';
import type { ConsultationHead } from './queries/reading.server';
import type { ShownPart, ShownPhase } from './shown';

/** The consultation that the address names, as this reader may see it. */
export async function consultationAsked(asked: Asked): Promise<ConsultationView> {
  return readConsultation(asked.sql, asked.reader, idOf(asked.params.id), asked.language, asked.now());
}

/** What the page of a consultation shows, as plain data; what its parts say of themselves comes from their own slices. */
export function loadConsultationPage(asked: Asked, c: ConsultationView) {
  const { reader, language, keep } = asked;
  const now = asked.now();
  const mayPrepare = mayPrepareConsultation(reader, c.tie);
  const takesPart = reader !== null && mayTakePart(c, reader, c.tie);
  // A part may change what it is called, or be seen by fewer, without the consultation changing.
  keep({
    tags: [
      `consultation:${c.id}`,
      `claims-${c.id}`,
      'consultations',
      'discussions',
      'events',
      'documents',
      'everything',
    ],
    until: nextInstant(c, now),
  });
  const parts = c.parts.flatMap((p) => shownPart(p, c, language, now, { mayPrepare, takesPart }) ?? []);
  return {
    id: c.id,
    path: `/consultations/${c.id}/${c.slug}`,
    asOf: now.toISOString(),
    title: c.title,
    textLanguage: c.textLanguage,
    purposeHtml: c.purposeHtml,
    state: stateOf(c, now),
    readers: c.readers,
    participants: c.participants,
    feeds: feedsOf(c),
    cancelledReason: c.cancelledReason,
    cancelledAt: c.cancelledAt?.toISOString() ?? null,
    ownLanguage: c.language,
    timeZone: c.timeZone,
    zone: reader?.timeZone ?? null,
    phases: c.phases.map(
      (p): ShownPhase => ({
        id: p.id,
        kind: p.kind,
        title: p.title,
        language: p.language,
        introductionHtml: p.introductionHtml,
        opensAt: p.opensAt.toISOString(),
        closesAt: p.closesAt.toISOString(),
        when: p.closesAt <= now ? 'over' : p.opensAt <= now ? 'now' : 'later',
        parts: parts.filter((part) => part.phaseIds.includes(p.id)).map(({ id }) => id),
      }),
    ),
    phase: phaseAt(c, now)?.id ?? null,
    parts,
    scope: c.scope,
    region: placeName(c.region, language),
    theme: c.theme,
    languages: namesOf(c.languages),
    host: c.hostedBy,
    facilitators: c.facilitators,
    /** Everybody else is shown who is invited by the balance, with what is small withheld: beside it a count would tell it. */
    invitedCount: mayPrepare ? c.invitedCount : null,
    aimedCount: c.aimedCount,
    /** Whether this reader is asked, whatever the hour; a visitor may be, once they have an account. */
    isAsked: mayTakePart(c, reader, c.tie),
    isInvited: c.tie.invited,
    isSignedIn: reader !== null,
    mayPrepare,
  };
}

export type ConsultationPageData = ReturnType<typeof loadConsultationPage>;

/** What it will feed, as every page of the consultation says it. */
export function feedsOf(c: Pick<ConsultationView, 'feeds' | 'feedsKind' | 'feedsDocument' | 'textLanguage'>) {
  return { kind: c.feedsKind, words: c.feeds, language: c.textLanguage, document: c.feedsDocument };
}

/** What stands above each page of a part: the way back, and what the consultation will feed. */
export function headOf(c: { id: number; slug: string } & ConsultationHead): PartHeadData {
  return {
    path: `/consultations/${c.id}/${c.slug}`,
    title: c.title,
    textLanguage: c.textLanguage,
    feeds: feedsOf(c),
  };
}

/** A part as the page lists it; null where this reader may not know of what it stands for. */
function shownPart(
  p: PartView,
  c: ConsultationView,
  language: string,
  now: Date,
  { mayPrepare, takesPart }: { mayPrepare: boolean; takesPart: boolean },
): ShownPart | null {
  const named = nameOf(p, language);
  // What has neither a name of its own nor one that this reader may see would be an empty line.
  if (!named) return null;
  const isOpen = isPartOpen(p, c, now);
  const next = nextPhaseOf(p, c, now);
  const readable = p.kind !== 'reading' || hasBegun(p, c, now) || mayPrepare;
  const session = p.kind === 'session' && p.subject?.startsAt ? p.subject : null;
  return {
    id: p.id,
    kind: p.kind,
    phaseIds: p.phaseIds,
    ...named,
    path: readable ? pathOf(p, c) : null,
    isOpen,
    until: (isOpen ? openUntil(p, c, now) : undefined)?.toISOString() ?? null,
    from: next?.opensAt.toISOString() ?? null,
    left: p.kind === 'statements' && isOpen && takesPart ? c.statementsLeft : null,
    session: session && {
      led: `/events/${p.subjectId}/session`,
      startsAt: new Date(session.startsAt!).toISOString(),
      endsAt: new Date(session.endsAt!).toISOString(),
      timeZone: session.timeZone!,
      cancelled: session.cancelled === true,
      isOver: new Date(session.endsAt!) <= now,
    },
  };
}

function nameOf(p: PartView, language: string): { title: string; language: string } | null {
  if (p.kind === 'questionnaire' && !p.subject?.published) return null;
  if (p.title !== '') return { title: p.title, language: p.language };
  if (p.subject?.texts) {
    const words = wordsIn(p.subject.texts, language, p.subject.language ?? 'en');
    return words ? { title: words.words.title, language: words.language } : null;
  }
  return p.subject?.title ? { title: p.subject.title, language: p.subject.language ?? 'en' } : null;
}

function pathOf(p: PartView, c: ConsultationView): string | null {
  switch (p.kind) {
    case 'reading':
      return `/consultations/${c.id}/reading/${p.id}`;
    case 'statements':
      return `/consultations/${c.id}/statements`;
    case 'draft':
      return `/documents/${p.subjectId}`;
    default:
      return p.subject?.path ?? null;
  }
}

import { randomUUID } from 'node:crypto';
import { isActive, speaksFor } from '../people/person';
import { type Asked, idOf } from '../shared/edge.server';
import { contentLanguages, languageNames } from '../shared/languages';
import { isJudged } from './entry/entry';
import { principles } from './principles';
import {
  closesAt,
  currentVersion,
  hour,
  hoursToProtest,
  type Instant,
  isClosed,
  isDecided,
  isMember,
  isToConfirm,
  languagesAwaited,
  mayBeTakenUp,
  objectionOf,
  outcomeOf,
  protestable,
  silenceBrokenAt,
  standingPosition,
  stateOf,
} from './proposal';
import { type DecisionRecord, readDecision } from './queries/page.server';
import { asNumber } from './register/number.server';
import { mayComment, mayPrepare } from './rights';
import { whyNotStep } from './steps';
import { readSubjectOf } from './subjects.server';

/** A proposal with all that stands on its page; what one may do there hangs on the person and the instant. Two statements. */
export async function loadDecision(asked: Asked) {
  const { sql, reader, language } = asked;
  const now = asked.now();
  const d = await readDecision(sql, reader, idOf(asked.params.id), language, now);
  const { ruled } = d;
  const subject = { kind: ruled.subjectKind, id: ruled.subjectId };
  return {
    ...shownOf(asked, d, now),
    subject: await readSubjectOf(sql, reader, subject, language, now),
  };
}

export type DecisionData = Awaited<ReturnType<typeof loadDecision>>;

function shownOf({ reader, language, keep }: Asked, d: DecisionRecord, now: Date) {
  const { ruled } = d;
  const { rules } = ruled;
  const at = now.getTime();
  const state = stateOf(rules, at);
  const decided = isDecided(state);
  // Once written down it changes no more, but for words that go and names that change.
  if (rules.decided) keep({ tags: [`decision:${ruled.id}`, 'decisions', 'documents', 'everything'] });
  const close = closesAt(rules);
  const names = new Map((d.memberRows ?? []).map((m) => [m.id, m]));
  const nameOf = (organisation: number) => names.get(organisation)?.name ?? '';
  const mine = isActive(reader) ? rules.members.filter((m) => speaksFor(reader, m.organisation)) : [];
  const prepares = mayPrepare(ruled, reader);
  const open = rules.openedAt !== null && !isClosed(rules, at);
  // What was said on the way stays between those who were there: published are the text, the positions and the objections.
  const inside = mayComment(ruled, reader, ruled.tie);
  const comments = inside ? (d.comments ?? []) : [];
  return {
    id: ruled.id,
    asOf: now.toISOString(),
    title: ruled.title,
    language: ruled.language,
    state,
    decided,
    isOpen: open,
    lead: d.lead,
    mode: rules.rule.mode,
    hours: rules.rule.hours,
    quorum: Math.min(rules.rule.quorum, Math.max(1, rules.members.filter((m) => m.leftAt === null).length)),
    number:
      d.registerYear !== null && d.registerNumber !== null
        ? asNumber({ year: d.registerYear, number: d.registerNumber })
        : null,
    significant: d.significant,
    noConsultationReason: d.noConsultationReason,
    consultation: d.consultation,
    reviewOn: d.reviewOn,
    deferredBecause: d.deferredBecause,
    openedAt: iso(rules.openedAt),
    closesAt: rules.decided ? null : iso(close),
    decidedAt: decided ? iso(rules.decided?.at ?? close) : null,
    silenceBrokenAt: iso(silenceBrokenAt(rules)),
    awaited: open ? languagesAwaited(rules).map(nameOfLanguage) : [],
    /** What would come of it if it closed as things stand. */
    standing: open ? outcomeOf(rules) : null,
    document: reader ? d.document : null,
    differs: open && reader !== null && d.document !== null && d.differs,
    version: currentVersion(rules),
    text: d.shown,
    older: d.older?.version === currentVersion(rules) ? d.older : null,
    earlier: d.earlier,
    later: d.later ?? [],
    texts: (d.texts ?? []).map((x) => ({ ...x, name: nameOfLanguage(x.language) })),
    versions: (d.versionRows ?? []).map((v) => ({
      ...v,
      protestUntil: v.editorial ? iso(Date.parse(v.at) + hoursToProtest * hour) : null,
      mayProtest: open && mine.length > 0 && protestable(rules, at).some((p) => p.number === v.number),
    })),
    principles: principles.map((principle) => {
      const said = d.principles?.find((p) => p.principle === principle);
      return { principle, applies: said?.applies ?? true, words: said?.words ?? '' };
    }),
    /** Null where nothing is taken on by it. */
    entry: isJudged(ruled.subjectKind) ? (d.entry ?? []) : null,
    evidence: d.evidence,
    members: rules.members
      .map(({ organisation, leftAt }) => {
        const standing = standingPosition(rules, organisation);
        const all = (d.positionRows ?? []).filter((x) => x.organisation === organisation);
        const last = all.find((x) => x.endedAt === null) ?? null;
        return {
          id: organisation,
          name: nameOf(organisation),
          handle: names.get(organisation)?.handle ?? '',
          leftAt: iso(leftAt),
          position: last && (standing || isToConfirm(rules, organisation) || leftAt !== null) ? last : null,
          toConfirm: leftAt === null && isToConfirm(rules, organisation),
          before: inside ? all.filter((x) => x.endedAt !== null) : [],
        };
      })
      .sort((a, b) => a.name.localeCompare(b.name, language)),
    objections: (d.objectionRows ?? []).map((o) => ({
      ...o,
      // Of who has left since, whether or not that is written down.
      state: fallen(rules, o.organisation) && ['raised', 'discussed'].includes(o.state) ? ('fallen' as const) : o.state,
      name: nameOf(o.organisation),
      comments: comments.filter((c) => c.objection === o.id),
      maySettle: open && speaksFor(reader, o.organisation) && ['raised', 'discussed'].includes(o.state),
    })),
    comments: comments.filter((c) => c.objection === null),
    mine: open
      ? mine
          .filter((m) => isMember(rules, m.organisation))
          .map(({ organisation }) => ({
            id: organisation,
            name: nameOf(organisation),
            was: (d.positionRows ?? []).find((x) => x.organisation === organisation && x.endedAt === null) ?? null,
            toConfirm: isToConfirm(rules, organisation),
            /** A strong objection of its own stands: it is withdrawn first, or was sustained. */
            objection: objectionOf(rules, organisation)?.state ?? null,
          }))
      : [],
    may: {
      prepare: prepares,
      amend: prepares && open && whyNotStep(rules, { do: 'amend', at, editorial: false }) === undefined,
      defer: prepares && open,
      takeUp: prepares && rules.decided !== null && mayBeTakenUp(rules.decided.outcome) && !d.takenUp,
      comment: open && inside,
      discuss: open && inside,
    },
    observers: prepares || ruled.tie.memberToday ? (d.observers ?? []) : [],
    follows: d.follows,
    zone: reader?.timeZone ?? null,
    once: randomUUID(),
    writes: reader?.language ?? language,
    languages: contentLanguages.map((code) => ({ value: code as string, label: languageNames[code] })),
  };
}

function fallen(rules: DecisionRecord['ruled']['rules'], organisation: number): boolean {
  return rules.objections.some((o) => o.organisation === organisation && o.state === 'fallen');
}

function iso(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function nameOfLanguage(code: string): string {
  return code in languageNames ? languageNames[code as keyof typeof languageNames] : code;
}

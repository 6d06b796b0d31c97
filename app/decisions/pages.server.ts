import { randomUUID } from 'node:crypto';
import { readCited } from '../citations/queries.server';
import { differenceOf } from '../documents/comparing.server';
import { isSecretariat } from '../people/person';
import { type Asked, idOf, signedIn } from '../shared/edge.server';
import { contentLanguages, languageNames, nameOfLanguage } from '../shared/languages';
import { refuse } from '../shared/refusal';
import { queryTyped } from '../shared/search.server';
import { asTyped } from '../shared/zone.server';
import { isJudged } from './entry/entry';
import { shownEvidence } from './picking/shown.server';
import { isClosed, languagesAwaited, stateOf, usualQuorum } from './proposal';
import { type ListGroup, listGroups, listLength, listProposals } from './queries/list.server';
import { readPrepared } from './queries/preparing.server';
import { readEvidenceRows, readPreview } from './queries/preview.server';
import { readProposalRules } from './queries/rules.server';
import { memberChoices } from './queries/versions.server';
import { mayNameObservers, mayPrepare } from './rights';
import { isSubjectKind, readSubjectOf } from './subjects.server';

const languageChoices = contentLanguages.map((code) => ({ value: code as string, label: languageNames[code] }));

/** What is put to the committee and what it has decided, as far as this reader may see it. One statement. */
export async function loadList(asked: Asked) {
  const { sql, reader, url, keep } = asked;
  const wanted = url.searchParams.get('show');
  const shown: ListGroup = listGroups.find((g) => g === wanted) ?? (reader ? 'open' : 'decided');
  const group: ListGroup = reader ? shown : 'decided';
  const query = queryTyped(url.searchParams.get('q') ?? '');
  const page = Math.min(Math.max(Math.trunc(Number(url.searchParams.get('page'))) || 1, 1), 10_000);
  keep({ tags: ['decisions', 'everything'] });
  const { proposals, total } = await listProposals(sql, reader, { group, query, page }, asked.now());
  return {
    ...{ proposals, total, group, query, page, pages: Math.ceil(total / listLength) },
    groups: reader ? listGroups : (['decided'] as const),
    mayBegin: mayBegin(asked),
    zone: reader?.timeZone ?? null,
  };
}

export type ListData = Awaited<ReturnType<typeof loadList>>;

/** Whether somebody of an office may be a member is asked where they begin. */
function mayBegin({ reader }: Asked): boolean {
  return isSecretariat(reader) || (reader?.state === 'active' && reader.offices.length > 0);
}

/** The form with which a draft begins: about a subject, where its page led here. Two statements. */
export async function loadBegin(asked: Asked) {
  const { sql, language, url } = asked;
  const reader = signedIn(asked);
  if (!mayBegin(asked)) throw refuse('not-found', 'shared:errors.not-found');
  const all = await memberChoices(sql, language, asked.now());
  const kind = url.searchParams.get('subject') ?? '';
  const typed = url.searchParams.get('id') ?? '';
  const subject = isSubjectKind(kind) && /^[1-9]\d{0,14}$/.test(typed) ? { kind, id: Number(typed) } : null;
  return {
    organisations: all
      .filter((o) => isSecretariat(reader) || reader.offices.some((x) => x.organisationId === o.id))
      .map((o) => ({ value: String(o.id), label: o.name })),
    isSecretariat: isSecretariat(reader),
    languages: languageChoices,
    writes: reader.language,
    once: randomUUID(),
    subjectKind: subject?.kind ?? '',
    subjectId: subject ? String(subject.id) : '',
    subject: subject && (await readSubjectOf(sql, reader, subject, language, asked.now())),
  };
}

export type BeginData = Awaited<ReturnType<typeof loadBegin>>;

/** A draft with its forms. One statement. */
export async function loadPrepare(asked: Asked) {
  const { sql, language } = asked;
  const now = asked.now();
  const reader = signedIn(asked);
  const p = await readPrepared(sql, reader, idOf(asked.params.id), language, now);
  const { ruled } = p;
  if (!mayPrepare(ruled, reader) || ruled.rules.openedAt !== null) throw refuse('not-found', 'shared:errors.not-found');
  const { rule } = ruled.rules;
  const deadline = ruled.rules.deadline === null ? null : new Date(ruled.rules.deadline);
  return {
    id: ruled.id,
    version: ruled.version,
    title: ruled.title,
    language: ruled.language,
    document: ruled.documentId,
    documentVersion: ruled.documentVersionId,
    versions: p.versions,
    mode: rule.mode,
    hours: rule.hours,
    quorum: p.quorum,
    usualQuorum: usualQuorum(p.memberCount),
    members: p.memberCount,
    languages: rule.languages,
    languageChoices: languageChoices.filter((l) => l.value !== ruled.language),
    deadline: asTyped(deadline, reader.timeZone),
    significant: p.significant,
    consultation: ruled.consultationId,
    consultations: p.consultations,
    noConsultationReason: p.noConsultationReason,
    reviewOn: p.reviewOn,
    review: p.review,
    /** Null where nothing is taken on by it. */
    entry: isJudged(ruled.subjectKind) ? p.entry : null,
    evidence: p.evidence,
    observers: p.observers,
    zone: reader.timeZone,
  };
}

export type PrepareData = Awaited<ReturnType<typeof loadPrepare>>;

/** The last look before a draft is put: the text that is fixed, with its hash. One statement. */
export async function loadPut(asked: Asked) {
  const { ruled, text, chosen } = await readPreview(asked.sql, signedIn(asked), idOf(asked.params.id), asked.now());
  if (!mayPrepare(ruled, asked.reader) || ruled.rules.openedAt !== null)
    throw refuse('not-found', 'shared:errors.not-found');
  const { id, title, language } = ruled;
  const shown = text && { html: text.html, hash: text.hash, language: text.language };
  return { id, title, language, text: shown, chosen, zone: asked.reader?.timeZone ?? null };
}

export type PutData = Awaited<ReturnType<typeof loadPut>>;

/** What can be changed about a proposal that is put: its text, its language versions, whether it is put off. One statement. */
export async function loadChange(asked: Asked) {
  const now = asked.now();
  const { ruled, text, current, observers } = await readPreview(asked.sql, signedIn(asked), idOf(asked.params.id), now);
  const { rules } = ruled;
  if (!mayPrepare(ruled, asked.reader) || rules.openedAt === null || isClosed(rules, now.getTime()))
    throw refuse('not-found', 'shared:errors.not-found');
  const same = text === null || current === null || text.hash === current.hash;
  return {
    ...{ id: ruled.id, title: ruled.title, language: ruled.language, document: ruled.documentId },
    hash: text?.hash ?? '',
    same,
    difference: same ? '' : differenceOf(current.nodes, text.nodes, asked.t),
    awaited: languagesAwaited(rules).map(nameOfLanguage),
    sustained: rules.objections.some((o) => o.state === 'sustained'),
    /** Null for those who do not name them. */
    observers: mayNameObservers(ruled, stateOf(rules, now.getTime()), asked.reader) ? observers : null,
  };
}

export type ChangeData = Awaited<ReturnType<typeof loadChange>>;

/** What changed with an amendment: its text against the one before. Two statements. */
export async function loadDifference(asked: Asked) {
  const { sql, reader, t } = asked;
  const id = idOf(asked.params.id);
  const number = idOf(asked.params.number);
  const ruled = await readProposalRules(sql, reader, id, asked.now());
  const texts = await sql<
    { version: number; text: Parameters<typeof differenceOf>[0]; note: string; at: Date; editorial: boolean }[]
  >`
    select x.version, x.text, v.note, v.at, v.editorial and v.protested_at is null as editorial
    from proposal_text x join proposal_version v on v.proposal_id = x.proposal_id and v.number = x.version
    where x.proposal_id = ${id} and x.original and x.version in (${number - 1}, ${number}) order by x.version`;
  const [before, after] = texts;
  if (!before || !after) throw refuse('not-found', 'shared:errors.not-found');
  return {
    ...{ id, number, title: ruled.title, language: ruled.language },
    ...{ note: after.note, editorial: after.editorial, at: after.at.toISOString(), zone: reader?.timeZone ?? null },
    difference: differenceOf(before.text, after.text, t),
  };
}

export type DifferenceData = Awaited<ReturnType<typeof loadDifference>>;

/** What a proposal cites, with its reader's rights: of a survivor's voice the reference alone. Two statements. */
export async function loadEvidence(asked: Asked) {
  const { sql, reader, language } = asked;
  const { ruled, evidence } = await readEvidenceRows(sql, reader, idOf(asked.params.id), language, asked.now());
  const things = await readCited(
    sql,
    evidence.flatMap(({ kind, cited }) => (kind === 'document' ? [] : [{ kind, id: cited }])),
    reader,
    language,
  );
  return {
    ...{ id: ruled.id, title: ruled.title, language: ruled.language },
    evidence: evidence.map((e) => shownEvidence(e, things)),
  };
}

export type EvidenceData = Awaited<ReturnType<typeof loadEvidence>>;

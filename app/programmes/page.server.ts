import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/connect';
import { drawn } from '../indicators/decimal';
import { type Indicator, progressOf, standing } from '../indicators/indicator';
import { followPart } from '../notices/following';
import type { Level } from '../notices/notice';
import { levelOf } from '../notices/queries/level.server';
import { placeName, regions, world } from '../organisations/places';
import { type Reader, speaksFor } from '../people/person';
import { type Asked, idOf } from '../shared/edge.server';
import { i18nFor } from '../shared/i18n.server';
import { isLanguage, type Language } from '../shared/languages';
import { isOverdue, lastDay, mayFollowUp } from '../tasks/commitment';
import { type Share, sharesOf, sumsOf } from './budget';
import { figureIn, moneyIn, shareIn } from './figures';
import { listSearch } from './forms';
import { gapsIn, numbered } from './framework';
import { aims, mayLead, maySignFor, mayWork, stateOf } from './programme';
import { listLength, listProgrammes } from './queries/list.server';
import { readRecord, standsAsFixed } from './queries/record.server';
import { type ProgrammeRecord, partnerName } from './record';
import { spendingByYear } from './spending-tables.server';
import { flagWords, organisationsTable, tableOf } from './tables.server';

export function screenLanguage(language: string): Language {
  return isLanguage(language) ? language : 'en';
}

/** A share as it is always in sight: in words, and as what a bar shows. */
export function shareView(
  { kind, amount, share, basisPoints, isBelow }: Share,
  of: Pick<ProgrammeRecord, 'currency'>,
  language: string,
) {
  return {
    kind,
    share: shareIn(language, share),
    agreed: shareIn(language, basisPoints),
    amount: moneyIn(language, amount, of.currency),
    // Per mille, for the bar alone.
    value: Math.round(share / 10),
    aim: Math.round(basisPoints / 10),
    isBelow,
  };
}

export type ShareView = ReturnType<typeof shareView>;

/** What stands above every page of a programme: what it is, how its money stands to what was agreed. */
export function headOf(p: ProgrammeRecord, language: string, now: Date) {
  const sums = sumsOf(p.lines, p.firstYear, p.lastYear);
  const startsOn = p.phases[0]?.startsOn ?? null;
  const { openedAt, closedAt } = p.rules;
  return {
    id: p.id,
    title: p.title,
    language: p.language,
    state: stateOf({ openedAt, closedAt, startsOn }, now),
    place: placeName(p.country ?? p.area, language),
    lead: {
      name: partnerName(p, p.rules.leadId),
      handle: p.partners.find((o) => o.id === p.rules.leadId)?.handle ?? '',
    },
    currency: p.currency,
    total: moneyIn(language, sums.total, p.currency),
    hasMoney: sums.total > 0n,
    seed: moneyIn(language, sums.fundings.seed, p.currency),
    later: moneyIn(language, sums.fundings.later, p.currency),
    direct: moneyIn(language, sums.direct, p.currency),
    shares: sharesOf(sums, p.agreed).map((s) => shareView(s, p, language)),
  };
}

export type HeadView = ReturnType<typeof headOf>;

/** An indicator with what is drawn of it and what is said of it. */
export function indicatorView(i: Indicator, language: string) {
  const { state, gone } = progressOf(i);
  const values = standing(i.values);
  const shown = (figure: string) => figureIn(language, figure);
  return {
    id: i.id,
    what: i.what,
    unit: i.unit,
    direction: i.direction,
    source: i.source,
    state,
    gone,
    baseline: { on: i.baselineOn, shown: shown(i.baseline), drawn: drawn(i.baseline) },
    target: { on: i.targetOn, shown: shown(i.target), drawn: drawn(i.target) },
    values: values.map((v) => ({
      id: v.id,
      on: v.onDay,
      shown: shown(v.value),
      drawn: drawn(v.value),
      source: v.source,
      note: v.note,
      by: v.by,
      at: v.at,
    })),
    corrected: i.values.length - values.length,
  };
}

export type IndicatorView = ReturnType<typeof indicatorView>;

/** The lines of activity, each with how it stands and whether this reader says so. */
function activitiesView(p: ProgrammeRecord, reader: Reader | null, language: Language, now: Date) {
  const { head, rows } = tableOf(p, 'activities', language);
  return {
    head,
    lines: p.activities.map((a, i) => {
      const stands = p.standings.find((s) => s.activityId === a.id) ?? null;
      const owned = { ownerOrganisationId: a.organisationId, ownerPersonId: null };
      return {
        id: a.id,
        title: a.title,
        cells: rows[i]!.slice(0, 4),
        stands: stands && {
          ...stands,
          isOverdue: isOverdue({ dueOn: a.endsOn, state: stands.state }, lastDay(now)),
          maySay: mayWork(p.rules, reader) && mayFollowUp(owned, reader),
        },
      };
    }),
  };
}

export type ActivitiesView = ReturnType<typeof activitiesView>;

/** How much this reader hears of it; null for visitors, who follow nothing. */
async function readFollowing(sql: Db, reader: Reader | null, id: number): Promise<Level | null> {
  if (reader === null) return null;
  const [row] = await sql<
    { level: Level | null }[]
  >`select ${levelOf(sql, reader, 'programme', sql`${id}::bigint`)} as level`;
  return followPart(reader, row!.level);
}

/** A programme as everybody reads it, with what this reader may do. Two statements at most. */
export async function loadProgramme(asked: Asked) {
  const { sql, reader, params } = asked;
  const now = asked.now();
  const language = screenLanguage(asked.language);
  const p = await readRecord(sql, reader, idOf(params.id), language, now);
  const t = i18nFor(language).getFixedT(language, 'programmes');
  const says = { t, language };
  const isPublic = p.rules.openedAt !== null && p.rules.openedAt <= now;
  return {
    head: headOf(p, language, now),
    summary: p.summary,
    aims: aims.flatMap((aim) => (p.aims[aim] ? [{ aim, words: p.aims[aim] }] : [])),
    isWithout: p.consultation === null,
    reason: p.noConsultationReason,
    consultation: p.consultation,
    document: p.document,
    adoptedBy: p.adoptedBy,
    openedAt: p.openedAt,
    closedAt: p.closedAt,
    tables: {
      actors: tableOf(p, 'actors', language),
      spending: tableOf(p, 'spending', language),
      spendingByYear: spendingByYear(p, language),
      budget: tableOf(p, 'budget', language),
      organisations: organisationsTable(p, says),
      risks: tableOf(p, 'risks', language),
      phases: tableOf(p, 'phases', language),
    },
    activities: activitiesView(p, reader, language, now),
    flags: p.lines.length > 0 ? flagWords(p, says) : [],
    results: numbered(p.results).map(({ number, result }) => ({
      id: result.id,
      number,
      kind: result.kind,
      title: result.title,
      indicators: p.indicators.filter((i) => i.subjectId === result.id).map((i) => indicatorView(i, language)),
    })),
    gaps: mayWork(p.rules, reader) ? gapsIn(p.results, p.indicators) : [],
    reports: p.reports.map(({ spent, version: _, ...r }) => ({
      ...r,
      spent: spent === null ? null : moneyIn(language, spent, p.currency),
    })),
    lessons: p.lessons.map(({ version: _, ...l }) => l),
    fixed: p.fixed && {
      id: p.fixed.id,
      number: p.fixed.number,
      hash: p.fixed.hash,
      at: p.fixed.at,
      by: p.fixed.by,
      documentVersion: p.fixed.documentVersion,
      stands: standsAsFixed(p),
      partners: p.partners.map((o) => {
        const said = p.fixed!.signoffs.find((s) => s.organisationId === o.id) ?? null;
        return { id: o.id, name: o.name, said, maySign: maySignFor(p.rules, reader, o.id) };
      }),
    },
    may: {
      work: mayWork(p.rules, reader),
      lead: mayLead(p.rules, reader),
      sign: p.partners.some((o) => speaksFor(reader, o.id)),
    },
    isPublic,
    follows: isPublic ? await readFollowing(sql, reader, p.id) : null,
    zone: reader?.timeZone ?? 'UTC',
  };
}

export type ProgrammeData = Awaited<ReturnType<typeof loadProgramme>>;

/** The list, narrowed by what its address asks. One statement. */
export async function loadList(asked: Asked) {
  const { sql, reader, url } = asked;
  const now = asked.now();
  const language = screenLanguage(asked.language);
  const search = listSearch.parse(Object.fromEntries(url.searchParams));
  const { programmes, total, agreed } = await listProgrammes(sql, reader, {
    state: search.state,
    region: search.region as never,
    country: search.country as never,
    page: search.page,
    now,
  });
  return {
    programmes: programmes.map(({ openedAt, closedAt, startsOn, total: whole, victims, evaluation, ...p }) => ({
      ...p,
      place: placeName(p.country ?? p.area, language),
      state: stateOf({ openedAt, closedAt, startsOn }, now),
      total: whole > 0n ? moneyIn(language, whole, p.currency) : null,
      shares:
        whole > 0n ? sharesOf({ total: whole, victims, evaluation }, agreed).map((s) => shareView(s, p, language)) : [],
    })),
    total,
    page: search.page,
    pages: Math.ceil(total / listLength),
    chosen: { state: search.state ?? null, region: search.region ?? null, country: search.country ?? null },
    country: search.country ? placeName(search.country, language) : null,
    regions: [...regions, world].map((code) => ({ key: code as string, name: placeName(code, language) })),
    mayBegin: Boolean(reader?.state === 'active' && (reader.secretariat || reader.offices.length > 0)),
    maySetShares: Boolean(reader?.state === 'active' && reader.secretariat),
    signedIn: reader !== null,
    once: randomUUID(),
  };
}

export type ListData = Awaited<ReturnType<typeof loadList>>;

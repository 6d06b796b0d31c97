import { placeName } from '../organisations/places';
import { type Asked, idOf } from '../shared/edge.server';
import { i18nFor } from '../shared/i18n.server';
import { formatTime } from '../shared/time';
import { type Currency, isCurrency } from './budget';
import { type Change, changeSections, changesBetween, type FieldChange, type FixedParts } from './changes';
import { figureIn, moneyIn } from './figures';
import { headOf, screenLanguage } from './page.server';
import { mayWork } from './programme';
import { readRecord } from './queries/record.server';
import { listVersions } from './queries/versions.server';
import { partnerName } from './record';

const search = /^[1-9]\d{0,8}$/;

/** The fixed versions of a programme, and what differs between two of them. Those from before it was open are for its own people. */
export async function loadVersions(asked: Asked) {
  const { sql, reader, params, url } = asked;
  const now = asked.now();
  const language = screenLanguage(asked.language);
  const p = await readRecord(sql, reader, idOf(params.id), language, now);
  const [from, to] = ['from', 'to'].map((name) => url.searchParams.get(name) ?? '');
  const numbers: [number, number] | null = search.test(from!) && search.test(to!) ? [Number(from), Number(to)] : null;
  const since = mayWork(p.rules, reader) ? null : p.rules.openedAt;
  const kept = await listVersions(sql, p.id, { since, numbers });
  const [after, before] = kept.filter((v) => v.content !== null);
  const says = wordsOf(language, p.language, (id) => partnerName(p, id));
  return {
    head: headOf(p, language, now),
    versions: kept.map(({ content: _, ...v }) => v),
    compared: before && after ? { from: before.number, to: after.number } : null,
    sections: before && after ? sectionsOf(before.content!, after.content!, says) : [],
    zone: reader?.timeZone ?? 'UTC',
  };
}

export type VersionsData = Awaited<ReturnType<typeof loadVersions>>;

type Words = ReturnType<typeof wordsOf>;

function sectionsOf(before: FixedParts, after: FixedParts, words: Words) {
  const changes = changesBetween(before, after);
  return changeSections.flatMap((section) => {
    const own = changes.filter((c) => c.section === section);
    if (own.length === 0) return [];
    return [
      {
        section,
        title: words.section(section),
        changes: own.map((c) => ({
          id: c.id ?? 0,
          kind: c.kind,
          name: words.nameOf(c, c.kind === 'added' ? after : before),
          fields: c.fields.map((f) => ({
            name: words.label(section, f, after.currency),
            before: words.value(f, f.before, before),
            after: words.value(f, f.after, after),
          })),
        })),
      },
    ];
  });
}

/** The words for what changed: names of fields as their forms have them, and values as the tables show them. */
function wordsOf(language: 'en' | 'fr' | 'ar', written: string, organisation: (id: number) => string) {
  const t = i18nFor(language).getFixedT(language, 'programmes');
  const sections = {
    programme: t('edit.what'),
    partners: t('parts.actors'),
    activities: t('parts.activities'),
    results: t('edit.all.result'),
    indicators: t('edit.all.indicator'),
    lines: t('edit.all.line'),
    phases: t('parts.phases'),
    risks: t('parts.risks'),
  };
  const labels: Record<string, string> = {
    title: t('versions.title-field'),
    summary: t('field.summary'),
    area: t('field.area'),
    country: t('field.country'),
    lead: t('field.lead'),
    consultation: t('page.consultation'),
    noConsultationReason: t('field.reason'),
    currency: t('field.currency'),
    firstYear: t('field.first-year'),
    lastYear: t('field.last-year'),
    'aim-short': t('aim.short'),
    'aim-medium': t('aim.medium'),
    'aim-long': t('aim.long'),
    part: t('table.part'),
    body: t('field.activity-body'),
    aim: t('table.serves'),
    others: t('field.others'),
    startsOn: t('field.from'),
    endsOn: t('field.until'),
    kind: t('field.result-kind'),
    parentId: t('field.leads-to'),
    subjectId: t('field.subject'),
    what: t('field.what'),
    unit: t('field.unit'),
    direction: t('field.direction'),
    baseline: t('table.baseline'),
    baselineOn: t('field.baseline-on'),
    target: t('table.target'),
    targetOn: t('field.target-on'),
    source: t('table.source'),
    activityId: t('table.activity'),
    fiduciaryId: t('field.fiduciary'),
    funding: t('field.funding'),
    earmark: t('field.earmark'),
    likelihood: t('table.likelihood'),
    harm: t('table.harm'),
    answer: t('table.answer'),
  };
  const enumerations: Record<string, (value: string) => string> = {
    aim: (value) => t(`aim.${value}` as 'aim.short'),
    kind: (value) => t(`result.${value}` as 'result.outcome'),
    direction: (value) => t(`direction.${value}` as 'direction.up'),
    funding: (value) => t(`funding.${value}` as 'funding.seed'),
    earmark: (value) => t(`earmark.${value}` as 'earmark.none'),
    likelihood: (value) => t(`grade.${value}` as 'grade.low'),
    harm: (value) => t(`grade.${value}` as 'grade.low'),
  };
  const organisations = new Set(['lead', 'organisationId', 'fiduciaryId', 'others']);
  return {
    section: (of: (typeof changeSections)[number]) => sections[of],
    /** What the item is called in the version in which it stands. */
    nameOf({ section, id }: Change, of: FixedParts): { words: string; language: string } | null {
      if (section === 'programme' || id === null) return null;
      if (section === 'partners') return { words: organisation(id), language };
      const item = (of[section] as { id: number; title?: string; what?: string }[]).find((i) => i.id === id);
      return { words: item?.title ?? item?.what ?? `#${id}`, language: written };
    },
    label(section: Change['section'], { field }: FieldChange, currency: string): string {
      const [, year] = /^year-(\d+)$/.exec(field) ?? [];
      if (year) return t('field.year', { year, currency });
      if (field === 'total') return section === 'programme' ? t('field.whole') : t('table.total', { currency });
      if (field === 'organisationId')
        return section === 'lines' ? t('field.spends') : section === 'risks' ? t('table.who') : t('field.answers');
      return labels[field] ?? field;
    },
    /** Null where there was nothing. */
    value({ field }: FieldChange, value: unknown, of: FixedParts): string | null {
      if (value === null || value === undefined || value === '') return null;
      if (organisations.has(field))
        return (Array.isArray(value) ? value : [value]).map((id) => organisation(Number(id))).join(', ') || null;
      if (field === 'area' || field === 'country') return placeName(String(value), language);
      if (field === 'total' || field.startsWith('year-'))
        return isCurrency(of.currency)
          ? moneyIn(language, BigInt(String(value)), of.currency as Currency)
          : String(value);
      if (field === 'baseline' || field === 'target') return figureIn(language, String(value) as never);
      if (/On$/.test(field)) return formatTime(`${String(value)}T12:00:00Z`, language, 'UTC', 'date');
      if (field === 'activityId') return of.activities.find((a) => a.id === value)?.title ?? `#${value}`;
      if (field === 'parentId' || field === 'subjectId')
        return of.results.find((r) => r.id === value)?.title ?? `#${value}`;
      return enumerations[field]?.(String(value)) ?? String(value);
    },
  };
}

import { createHash } from 'node:crypto';
import type { ProgrammeRecord } from './record';

/**
 * The parts of a programme as they are fixed and signed: what partners answer for, without what goes on beside it (values of
 * indicators, reports, lessons, people) and without names, which may change. Money as text, so that it is whole in any JSON.
 */
export function partsOf(p: ProgrammeRecord) {
  const without = <T extends { version: number }>(items: readonly T[]) => items.map(({ version: _, ...rest }) => rest);
  return {
    title: p.title,
    summary: p.summary,
    area: p.area,
    country: p.country,
    lead: p.rules.leadId,
    aims: p.aims,
    consultation: p.consultation?.id ?? null,
    noConsultationReason: p.noConsultationReason,
    partners: p.partners.map(({ id, part }) => ({ id, part })).sort((a, b) => a.id - b.id),
    activities: without(p.activities),
    results: without(p.results),
    indicators: without(p.indicators).map(({ values: _, ...rest }) => rest),
    currency: p.currency,
    years: [p.firstYear, p.lastYear],
    total: p.total === null ? null : String(p.total),
    lines: without(p.lines).map((line) => ({
      ...line,
      total: String(line.total),
      years: line.years.map(({ year, amount }) => ({ year, amount: String(amount) })),
    })),
    phases: without(p.phases),
    risks: without(p.risks),
  };
}

/** SHA-256 in hexadecimal digits of a value, whatever the order in which its keys come: Postgres keeps them in its own. */
export function hashOf(content: unknown): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

/** JSON with the keys of each object in the order of their letters. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, of]) => of !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, of]) => `${JSON.stringify(key)}:${canonical(of)}`).join(',')}}`;
}

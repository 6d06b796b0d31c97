import type { partsOf } from './snapshot.server';

/** What partners signed, as it was fixed. */
export type FixedParts = ReturnType<typeof partsOf>;

export const changeSections = [
  'programme',
  'partners',
  'activities',
  'results',
  'indicators',
  'lines',
  'phases',
  'risks',
] as const;
export type ChangeSection = (typeof changeSections)[number];

/** A field of an item before and after, as it is kept: absent where the item was not there, or is none any more. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

export interface Change {
  section: ChangeSection;
  /** Of the item; null for the programme itself. */
  id: number | null;
  kind: 'added' | 'removed' | 'changed';
  fields: FieldChange[];
}

type Item = Record<string, unknown> & { id: number };

/** What differs between two fixed versions: item by item, and of an item that stayed field by field. */
export function changesBetween(before: FixedParts, after: FixedParts): Change[] {
  const whole = fieldsApart(ofProgramme(before), ofProgramme(after));
  const changes: Change[] =
    whole.length > 0 ? [{ section: 'programme', id: null, kind: 'changed', fields: whole }] : [];
  for (const section of changeSections) {
    if (section === 'programme') continue;
    const [old, now] = [itemsOf(before, section), itemsOf(after, section)];
    for (const [id, item] of old) {
      const still = now.get(id);
      if (!still) changes.push({ section, id, kind: 'removed', fields: [] });
      else {
        const fields = fieldsApart(item, still);
        if (fields.length > 0) changes.push({ section, id, kind: 'changed', fields });
      }
    }
    for (const id of now.keys()) if (!old.has(id)) changes.push({ section, id, kind: 'added', fields: [] });
  }
  return changes;
}

function ofProgramme(p: FixedParts): Record<string, unknown> {
  const { title, summary, area, country, lead, aims, consultation, noConsultationReason, currency, years, total } = p;
  const [firstYear, lastYear] = years;
  return {
    ...{
      title,
      summary,
      area,
      country,
      lead,
      consultation,
      noConsultationReason,
      currency,
      firstYear,
      lastYear,
      total,
    },
    ...Object.fromEntries(Object.entries(aims).map(([aim, words]) => [`aim-${aim}`, words])),
  };
}

function itemsOf(p: FixedParts, section: Exclude<ChangeSection, 'programme'>): Map<number, Record<string, unknown>> {
  return new Map((p[section] as unknown as Item[]).map((item) => [item.id, plainOf(item)]));
}

/** The amounts of a line stand beside its other fields, a year each. */
function plainOf({ years, ...item }: Item): Record<string, unknown> {
  if (!Array.isArray(years)) return item;
  const amounts = (years as { year: number; amount: string }[]).map((y) => [`year-${y.year}`, y.amount]);
  return { ...item, ...Object.fromEntries(amounts) };
}

/** A year of which there is no amount is nought of it. */
const nothing = (field: string) => (field.startsWith('year-') ? '0' : null);

function fieldsApart(before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((n) => n !== 'subjectKind');
  return names.flatMap((field) => {
    const [old, now] = [before[field] ?? nothing(field), after[field] ?? nothing(field)];
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ field, before: old, after: now }];
  });
}

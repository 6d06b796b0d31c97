import { randomUUID } from 'node:crypto';
import type { Earmark } from '../../app/programmes/budget';
import { beginProgramme } from '../../app/programmes/commands/beginning.server';
import { putLine } from '../../app/programmes/commands/budgeting.server';
import { keepPartner } from '../../app/programmes/commands/preparing.server';
import type { LineInput } from '../../app/programmes/forms';
import type { Sql } from '../../db/connect';
import { anOrganisation, aPerson, type SomePerson } from './people';

export interface SomeProgramme {
  id: number;
  path: string;
  lead: number;
  partner: number;
  outside: number;
  leadFocal: SomePerson;
  partnerFocal: SomePerson;
  /** Of the partner, named by nobody. */
  colleague: SomePerson;
  outsider: SomePerson;
  secretariat: SomePerson;
}

/** A programme of two organisations in dollars over two years, begun as people begin it; all of it invented. */
export async function aProgramme(sql: Sql, values: { open?: boolean; title?: string } = {}): Promise<SomeProgramme> {
  const [lead, partner, outside] = [
    await anOrganisation(sql, { member: true }),
    await anOrganisation(sql),
    await anOrganisation(sql, { member: true }),
  ];
  const leadFocal = await aPerson(sql, { organisation: lead, office: 'focal-point' });
  const partnerFocal = await aPerson(sql, { organisation: partner, office: 'focal-point' });
  const colleague = await aPerson(sql, { organisation: partner });
  const outsider = await aPerson(sql, { organisation: outside, office: 'focal-point' });
  const secretariat = await aPerson(sql, { secretariat: true });
  const reader = await leadFocal.reader();
  const now = new Date();
  const id = await beginProgramme(
    sql,
    reader,
    {
      title: values.title ?? 'Safe ports (invented)',
      language: 'en',
      lead,
      area: '014',
      country: null,
      currency: 'USD',
      firstYear: 2026,
      lastYear: 2027,
      once: randomUUID(),
    },
    now,
  );
  await keepPartner(sql, reader, id, { organisation: partner, part: 'Shelters' }, now);
  if (values.open)
    await sql`update programme set opened_at = now() - interval '1 hour', no_consultation_reason = 'A trial.' where id = ${id}`;
  const path = `/programmes/${id}`;
  return { id, path, lead, partner, outside, leadFocal, partnerFocal, colleague, outsider, secretariat };
}

/** What a form of a budget line says. */
export function aLine(
  p: SomeProgramme,
  total: string,
  years: [number, string][],
  more: Partial<LineInput> = {},
): LineInput {
  return {
    title: 'Beds',
    activity: null,
    organisation: p.partner,
    fiduciary: p.lead,
    source: 'A fund (invented)',
    funding: 'seed',
    earmark: 'none',
    total,
    years: years.map(([year, typed]) => ({ year, typed })),
    ...more,
  };
}

/** Puts one in, and gives its id. */
export async function withLine(
  sql: Sql,
  p: SomeProgramme,
  amount: string,
  earmark: Earmark = 'none',
  title = 'Beds',
): Promise<number> {
  const once = randomUUID();
  const reader = await p.leadFocal.reader();
  const place = { programme: p.id, now: new Date() };
  await putLine(sql, reader, place, { once }, aLine(p, amount, [[2026, amount]], { earmark, title }));
  const [row] = await sql<{ id: number }[]>`select id from programme_budget_line where once = ${once}`;
  return row!.id;
}

/** The shares on which the committee has agreed. */
export async function agree(
  sql: Sql,
  by: SomePerson,
  shares: Partial<Record<'victim-support' | 'evaluation', number>>,
): Promise<void> {
  for (const [kind, points] of Object.entries(shares))
    await sql`
      insert into agreed_share (kind, basis_points, since, basis, set_by) values (${kind}, ${points}, '2020-01-01', 'A meeting (invented)', ${by.id})`;
}

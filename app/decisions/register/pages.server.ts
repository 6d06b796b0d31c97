import type { Asked } from '../../shared/edge.server';
import { notMet } from '../entry/entry';
import { asNumber } from './number.server';
import { countLog, listLog, listRegister } from './queries.server';
import { registerLength, registerSearch } from './register';

export const logLength = 50;

/** The register as anybody may read it. One statement. */
export async function loadRegister({ sql, reader, url, keep, now }: Asked) {
  const search = registerSearch(url.searchParams);
  // What is due to be looked at again changes with the day.
  keep({ tags: ['decisions', 'everything'], until: tomorrow(now()) });
  const { decisions, total, years } = await listRegister(sql, reader, search, now());
  return {
    search,
    decisions: decisions.map(({ positions, objections, entry, ...d }) => ({
      ...d,
      number: asNumber(d),
      objections: objections.length,
      given: positions.length,
      entryMet: entry && entry.length - notMet(entry).length,
    })),
    total,
    years,
    pages: Math.ceil(total / registerLength),
    zone: reader?.timeZone ?? null,
  };
}

export type RegisterData = Awaited<ReturnType<typeof loadRegister>>;

function tomorrow(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 86_400_000 + 1) * 86_400_000);
}

/** A page of the log, oldest first. Two statements. */
export async function loadLog({ sql, reader, url, now }: Asked) {
  const count = await countLog(sql);
  const pages = Math.max(1, Math.ceil(count / logLength));
  const wanted = /^[1-9]\d{0,6}$/.exec(url.searchParams.get('page') ?? '');
  const page = Math.min(wanted ? Number(wanted[0]) : pages, pages);
  const entries = await listLog(sql, reader, { after: (page - 1) * logLength, length: logLength }, now());
  return {
    count,
    page,
    pages,
    zone: reader?.timeZone ?? null,
    entries: entries.map(({ seq, at, kind, proposal, previous, hash }) => ({
      seq,
      at,
      kind,
      proposal,
      previous,
      hash,
    })),
  };
}

export type LogData = Awaited<ReturnType<typeof loadLog>>;

import { placeName } from '../../organisations/places';
import { placeInWords } from '../../organisations/places.server';
import { sectorKeys } from '../../organisations/sectors';
import type { Asked } from '../../shared/edge.server';
import { idOf, signedIn } from '../../shared/edge.server';
import { queryTyped } from '../../shared/search.server';
import { mayPrepareConsultation } from '../consultation';
import { proposeTargets } from './apportion';
import { cellRegions, cellSectors, columnsFor, keyOf } from './cells';
import type { Cell } from './figures';
import { listSearch, meantSearch, proposalSearch } from './forms';
import { mostAtOnce, whyNotInvite } from './invitation';
import { panelOf } from './panel';
import { readBalance, readTargets } from './queries/balance.server';
import { listAddressed, listInvitable, listLength } from './queries/invitations.server';
import { readTitled, readTitledToPrepare, type TitledConsultation } from './queries/rules.server';
import { askedAt, emptyCells, whomToReach } from './reaching';
import { versionOf } from './target-version';

/** What every one of these pages says of the consultation. */
function headOf(consultation: TitledConsultation) {
  const { id, slug, title, titleLanguage } = consultation;
  return { id, path: `/consultations/${id}/${slug}`, title, titleLanguage };
}

const place = (cell: Pick<Cell, 'sector' | 'region'>) =>
  sectorKeys.indexOf(cell.sector as never) * 10 + cellRegions.indexOf(cell.region as never);

/** The balance panel: two statements. Whom to reach is for those who prepare it. */
export async function loadBalance(asked: Asked) {
  const { sql, reader, language, params } = asked;
  const now = asked.now();
  const consultation = await readTitled(sql, reader, idOf(params.id), language);
  const mayPrepare = mayPrepareConsultation(reader, consultation.tie);
  const mayInvite = mayPrepare && whyNotInvite(consultation, now) === undefined;
  const read = await readBalance(sql, consultation.id, { language, reach: mayInvite });
  const cells = read.cells.toSorted((a, b) => place(a) - place(b));
  const panel = panelOf(read, columnsFor(consultation), mayPrepare);
  return {
    ...headOf(consultation),
    asOf: now.toISOString(),
    mayPrepare,
    mayInvite,
    panel: {
      ...panel,
      regions: panel.regions.map((r) => ({ ...r, name: placeName(r.region, language) })),
    },
    reach: whomToReach(cells, read.reachable, now).map((o) => ({
      id: o.id,
      name: o.name,
      language: o.language,
      handle: o.handle,
      sector: o.sector,
      region: placeName(o.region, language),
      speakers: o.speakers,
      askedAt: askedAt(o)?.toISOString() ?? null,
    })),
    /** Cells that lack somebody, and in which the directory has nobody. */
    empty: mayInvite
      ? emptyCells(cells, read.reachable).map((c) => ({ sector: c.sector, region: placeName(c.region, language) }))
      : [],
    zone: reader?.timeZone ?? 'UTC',
  };
}

export type BalanceData = Awaited<ReturnType<typeof loadBalance>>;

/** The page on which targets are set; with `seats` in its address a proposal stands in the fields. */
export async function loadTargets(asked: Asked) {
  const { sql, language, params, url } = asked;
  const consultation = await readTitledToPrepare(sql, signedIn(asked), idOf(params.id), language);
  const { seats, by } = proposalSearch.parse(Object.fromEntries(url.searchParams));
  const rows = await readTargets(sql, consultation.id);
  const standing = new Map(rows.map((t) => [keyOf(t.sector, t.region), t]));
  const columns = columnsFor(consultation);
  const available = new Map(rows.map((t) => [keyOf(t.sector, t.region), t.available]));
  const proposed = seats === undefined ? null : proposeTargets(available, { seats, by, columns });
  const shown = cellRegions.filter(
    (region) => columns.includes(region) || rows.some((t) => t.region === region && t.target > 0),
  );
  const now = (key: string) => standing.get(key)?.target ?? 0;
  return {
    ...headOf(consultation),
    version: versionOf(rows),
    regions: shown.map((code) => ({ code, name: placeName(code, language) })),
    sectors: cellSectors.map((sector) => ({
      sector,
      cells: shown.map((region) => {
        const key = keyOf(sector, region);
        return {
          region,
          target: now(key),
          proposed: proposed ? (proposed.get(key) ?? 0) : null,
          available: standing.get(key)?.available ?? 0,
        };
      }),
    })),
    total: rows.reduce((all, t) => all + t.target, 0),
    seats: seats ?? null,
    by,
  };
}

export type TargetsData = Awaited<ReturnType<typeof loadTargets>>;

/** The directory as it stands to the consultation, for those who prepare it. Two statements. */
export async function loadInvitations(asked: Asked) {
  const { sql, language, params, url } = asked;
  const reader = signedIn(asked);
  const consultation = await readTitledToPrepare(sql, reader, idOf(params.id), language);
  const { q, ...search } = listSearch.parse(Object.fromEntries(url.searchParams));
  const query = queryTyped(q);
  if (query) await asked.limit('search', String(reader.id));
  const { organisations, total } = await listInvitable(sql, consultation.id, { ...search, q: query, language });
  return {
    ...headOf(consultation),
    why: whyNotInvite(consultation, asked.now())?.message ?? null,
    organisations: organisations.map(({ area, country, region: _, invitedAt, remindedAt, ...o }) => ({
      ...o,
      place: placeInWords({ region: area, country }, language),
      askedAt: askedAt({ invitedAt, remindedAt })?.toISOString() ?? null,
    })),
    total,
    page: search.page,
    pages: Math.ceil(total / listLength),
    sector: search.sector ?? null,
    region: search.region ?? null,
    state: search.state ?? null,
    query,
    regions: cellRegions.map((code) => ({ code, name: placeName(code, language) })),
    /** To whom it may be announced: nobody is told of what they may not see. */
    forAll: consultation.readers !== 'invited',
    announcedAt: consultation.announcedAt?.toISOString() ?? null,
    mayAnnounce: reader.secretariat,
    zone: reader.timeZone,
  };
}

export type InvitationsData = Awaited<ReturnType<typeof loadInvitations>>;

/** Who would be written to, with the numbers, before anything is sent. */
export async function loadConfirming(asked: Asked) {
  const { sql, language, params, url } = asked;
  const consultation = await readTitledToPrepare(sql, signedIn(asked), idOf(params.id), language);
  const { what, organisation, sector, region } = meantSearch.parse({
    ...Object.fromEntries(url.searchParams),
    organisation: url.searchParams.getAll('organisation'),
  });
  const now = asked.now();
  const meant = sector && region ? { sector, region } : { ids: organisation };
  const listed = await listAddressed(sql, consultation.id, what, meant, { language, now, most: mostAtOnce });
  return {
    ...headOf(consultation),
    what,
    why: whyNotInvite(consultation, now)?.message ?? null,
    sector: sector && region ? sector : null,
    region: sector && region ? placeName(region, language) : null,
    organisations: listed,
    people: listed.reduce((all, o) => all + o.speakers, 0),
    /** Ticked, and not among them: invited already, or written to in these days. */
    left: 'ids' in meant ? organisation.length - listed.length : 0,
  };
}

export type ConfirmingData = Awaited<ReturnType<typeof loadConfirming>>;

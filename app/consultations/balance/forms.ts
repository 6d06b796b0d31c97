import { z } from 'zod';
import { idTyped } from '../../shared/typed';
import { fewestSeats, mostInCell, mostSeats, proposalsBy } from './apportion';
import { cellRegions, cellSectors, isCellRegion, isCellSector, keyOf, targetField } from './cells';
import { deeds, invitationStates, mostAtOnce } from './invitation';

const wrong = 'shared:errors.field';
const inCell = 'balance:mistakes.target';

const target = z
  .string({ error: inCell })
  .trim()
  .regex(/^\d{0,3}$/, inCell)
  .transform(Number)
  .refine((n) => n <= mostInCell, inCell)
  .optional();

const fields = cellSectors.flatMap((sector) => cellRegions.map((region) => [sector, region] as const));

/** Targets as they were typed, by cell; an empty field aims for none. A cell whose field is not on the page has none. */
export const targetsForm = z
  .object({
    ...Object.fromEntries(fields.map(([sector, region]) => [targetField(sector, region), target])),
    version: z.coerce
      .number(wrong)
      .int(wrong)
      .min(0, wrong)
      .max(2 ** 32, wrong),
  })
  .transform((typed) => {
    const given = typed as unknown as Record<string, number | undefined>;
    const targets = fields.flatMap(([sector, region]): [string, number][] => {
      const n = given[targetField(sector, region)];
      return n ? [[keyOf(sector, region), n]] : [];
    });
    return { targets: new Map(targets), version: typed.version };
  });

/** What a proposal is asked for in the address of the page. */
export const proposalSearch = z.object({
  seats: z.coerce.number().int().min(fewestSeats).max(mostSeats).optional().catch(undefined),
  by: z.enum(proposalsBy).catch('equal'),
});

const sector = z.string().refine(isCellSector).optional().catch(undefined);
const region = z.string().refine(isCellRegion).optional().catch(undefined);

export const listSearch = z.object({
  sector,
  region,
  state: z.enum(invitationStates).optional().catch(undefined),
  q: z.string().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

const ids = z
  .array(z.string().regex(/^[1-9]\d{0,14}$/))
  .max(mostAtOnce)
  .transform((all) => [...new Set(all.map(Number))])
  .catch([]);

/** Whom the page before sending is about: those who were ticked, or all of one sector in one region. */
export const meantSearch = z.object({ what: z.enum(deeds).catch('invite'), organisation: ids, sector, region });

const count = z.coerce.number(wrong).int(wrong).min(0, wrong).max(1e9, wrong);

/** Whom it was shown for, with the numbers that were shown. */
export const sendForm = z.object({
  what: z.enum(deeds, wrong),
  /** Ids with commas between them. */
  organisations: z
    .string({ error: wrong })
    .regex(/^[1-9]\d{0,14}(,[1-9]\d{0,14})*$/, wrong)
    .transform((text) => [...new Set(text.split(',').map(Number))])
    .refine((all) => all.length <= mostAtOnce, wrong),
  people: count,
});

export const oneForm = z.object({ organisation: idTyped(wrong), people: count });

import { z } from 'zod';
import { regions, world } from '../../organisations/places';
import { isSector } from '../../organisations/sectors';
import { registration as account } from '../../people/forms';
import { idTyped, lineOrNothing, textTyped } from '../../shared/typed';
import { lengths, listedStates } from './registration';

const key = (name: string) => `registration:mistakes.${name}`;

/** What people without an account say of themselves follows the rules of accounts. */
const { name, email, language, timeZone } = account.shape;

const organisation = lineOrNothing({ max: lengths.organisation, long: key('too-long') }).transform(
  (text) => text ?? '',
);
const sector = z.string({ error: key('sector') }).refine(isSector, key('sector'));
/** The regions by which balance is counted, or the whole world. */
export const regionChoices: readonly string[] = [...regions, world];
const region = z.string({ error: key('region') }).refine((code) => regionChoices.includes(code), key('region'));
/** A choice of its own: not ticked is no. */
const consent = z.literal('yes').optional().transform(Boolean);

/** In the order of the form: mistakes are listed so. */
export const withoutAccount = z.object({ name, email, organisation, sector, region, language, timeZone, consent });
export type WithoutAccount = z.output<typeof withoutAccount>;

/** With an account the rest is known; of whom nothing is known, because they have no organisation here, it is asked. */
export const withAccount = z.object({ consent });
export const withAccountAlone = z.object({ sector, region, consent });

export const identity = z.object({ name, organisation, sector, region });
export type Identity = z.output<typeof identity>;
export const settings = z.object({ language, timeZone, consent });
export const settingsOfAccount = z.object({ consent });

export const withdrawal = z.object({ sure: z.literal('yes', { error: key('sure') }) });

const id = idTyped('shared:errors.field');
export const approval = z.object({ registration: id });
export const refusal = z.object({
  registration: id,
  reason: textTyped({ max: lengths.reason, empty: key('reason'), long: key('too-long') }),
});

const ids = z.array(id).max(200, 'shared:errors.field');
/** Of those on the page: who was there. */
export const attendance = z.object({ listed: ids, there: ids });

export const listSearch = z.object({
  state: z.enum(listedStates).optional().catch(undefined),
  view: z.literal('attendance').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

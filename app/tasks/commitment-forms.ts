import { z } from 'zod';
import { dayTyped, idOrNothing, textOrNothing, textTyped } from '../shared/typed';
import { commitmentKinds, commitmentStates, limits } from './commitment';

const wrong = 'shared:errors.field';
const key = (name: string) => `commitments:mistakes.${name}`;

/** What the list is narrowed to; what an address asks and is not known counts as nothing. `owner=none`: nobody's yet. */
export const commitmentSearch = z.object({
  owner: z
    .union([z.literal('none'), z.coerce.number().int().min(1).max(1e15)])
    .optional()
    .catch(undefined),
  state: z.enum(commitmentStates).optional().catch(undefined),
  kind: z.enum(commitmentKinds).optional().catch(undefined),
  overdue: z.literal('yes').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type CommitmentSearch = z.output<typeof commitmentSearch>;

const version = z.coerce.number(wrong).int(wrong).min(1, wrong).max(1e9, wrong);

/** How it stands: the form of those who own it. */
export const standForm = z.object({
  version,
  state: z.enum(commitmentStates, wrong),
  reason: textOrNothing({ max: limits.reason, long: key('long') }),
  done: textOrNothing({ max: limits.done, long: key('long') }),
});
export type StandInput = z.output<typeof standForm>;

/** What an action is, whose and by when. */
export const actionForm = z.object({
  version,
  words: textTyped({ max: limits.words, empty: key('no-words'), long: key('long') }),
  owner: idOrNothing(wrong),
  dueOn: z
    .union([z.literal('').transform(() => null), dayTyped(key('day'))], key('day'))
    .optional()
    .transform((day) => day ?? null),
});
export type ActionInput = z.output<typeof actionForm>;

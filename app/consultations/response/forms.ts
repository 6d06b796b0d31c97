import { z } from 'zod';
import { contentLanguages } from '../../shared/languages';
import { dayTyped, idTyped, textOrNothing, textTyped } from '../../shared/typed';
import { limits as commitmentLimits } from '../../tasks/commitment';
import { standForm as standing } from '../../tasks/commitment-forms';
import { decisions, limits } from './response';

const organisation = idTyped('shared:errors.field');
const version = z.coerce.number().int().min(0).max(1e9).catch(0);
/** A day, or nothing. */
const day = z
  .union([z.literal('').transform(() => null), dayTyped('shared:errors.field')])
  .optional()
  .transform((on) => on ?? null);

export const respondForm = z.object({
  organisation,
  decision: z.enum(decisions, 'responses:refusals.choose-decision'),
  reason: textTyped({ max: limits.reason, empty: 'responses:refusals.no-reason', long: 'responses:refusals.too-long' }),
  action: textOrNothing({ max: commitmentLimits.words, long: 'responses:refusals.too-long' }).transform(
    (text) => text ?? '',
  ),
  dueOn: day,
  /** One address to a line. */
  places: z
    .string()
    .optional()
    .transform((text) =>
      (text ?? '')
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  language: z.enum(contentLanguages, 'shared:errors.field'),
  /** Of the response that was read before it is changed; 0 where there was none. */
  version,
  /** Kept for those who write it, or read by everybody from now on. */
  go: z.enum(['keep', 'publish']).catch('keep'),
});

export type RespondInput = z.infer<typeof respondForm>;

/** How what was promised stands. */
export const standForm = standing.extend({ organisation, version });
export type StandInput = z.infer<typeof standForm>;

export const askForm = z.object({ organisation: idTyped('responses:refusals.choose-organisation'), dueOn: day });
export const unaskForm = z.object({ organisation });

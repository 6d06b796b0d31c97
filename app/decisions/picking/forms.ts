import { z } from 'zod';

const wrong = 'shared:errors.field';

/** What is named, by addresses: of a thing that was found its own, or several that were pasted. */
export const addForm = z.object({
  addresses: z
    .string({ error: wrong })
    .max(10_000, wrong)
    .default('')
    .transform((text) => [...new Set(text.split(/\s+/).filter(Boolean))]),
});
export type AddInput = z.output<typeof addForm>;

/** A piece that is named already. */
export const pieceForm = z.object({ piece: z.coerce.number(wrong).int(wrong).min(1, wrong).max(1e15, wrong) });

export const moveForm = pieceForm.extend({ to: z.enum(['up', 'down'], wrong) });
export type MoveInput = z.output<typeof moveForm>;

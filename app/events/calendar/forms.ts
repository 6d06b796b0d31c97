import { z } from 'zod';

export const feedMaking = z.object({ once: z.uuid('shared:errors.field') });

/** A box that is not ticked is not sent. */
const box = z
  .string()
  .optional()
  .transform((value) => value !== undefined);
export const reminderChoosing = z.object({ day: box, hour: box });

import { z } from 'zod';
import { contentLanguages } from '../../shared/languages';

export const waitingForm = z.object({
  body: z.string('text:empty'),
  language: z.enum(contentLanguages, 'shared:errors.field'),
  erased: z.string().default(''),
});

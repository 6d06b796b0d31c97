import { z } from 'zod';
import { contentLanguages } from '../shared/languages';
import { decisions, isVoiceId } from '../voices/door/protocol';

export const responseForm = z.object({
  voice: z.string().refine(isVoiceId, 'shared:errors.field'),
  decision: z.enum(decisions, 'heard:refusals.choose-decision'),
  reason: z.string().catch(''),
  language: z.enum(contentLanguages, 'shared:errors.field'),
  /** Of the response that was read before it is changed; 0 where there was none. */
  version: z.coerce.number().int().min(0).max(1e9).catch(0),
});

export type ResponseInput = z.infer<typeof responseForm>;

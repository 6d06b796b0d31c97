import { z } from 'zod';
import { isArea } from '../organisations/places';
import { contentLanguages } from '../shared/languages';
import { themes } from '../shared/themes';
import { consultationScopes, consultationStates } from './consultation';

/** What the address of the list may ask; what it does not know counts as nothing. */
export const listSearch = z.object({
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  scope: z.enum(consultationScopes).optional().catch(undefined),
  region: z.string().refine(isArea).optional().catch(undefined),
  theme: z.enum(themes).optional().catch(undefined),
  language: z.enum(contentLanguages).optional().catch(undefined),
  state: z.enum(consultationStates).optional().catch(undefined),
});
export type ListSearch = z.output<typeof listSearch>;

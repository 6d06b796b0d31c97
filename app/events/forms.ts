import { z } from 'zod';
import { isArea } from '../organisations/places';
import { isSector } from '../organisations/sectors';
import { contentLanguages } from '../shared/languages';
import { themes } from '../shared/themes';
import { isZone } from '../shared/time';
import { eventKinds } from './event';

export const scheduleViews = ['list', 'month', 'agenda'] as const;
export type ScheduleView = (typeof scheduleViews)[number];

/** What the address of the schedule may ask; what it does not know counts as nothing. */
export const scheduleSearch = z.object({
  view: z.enum(scheduleViews).catch('list'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  past: z
    .literal('yes')
    .optional()
    .catch(undefined)
    .transform((said) => said === 'yes'),
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
  zone: z.string().max(60).refine(isZone).optional().catch(undefined),
  kind: z.enum(eventKinds).optional().catch(undefined),
  theme: z.enum(themes).optional().catch(undefined),
  region: z.string().refine(isArea).optional().catch(undefined),
  language: z.enum(contentLanguages).optional().catch(undefined),
  sector: z.string().refine(isSector).optional().catch(undefined),
});
export type ScheduleSearch = z.output<typeof scheduleSearch>;

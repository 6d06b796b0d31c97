import { z } from 'zod';
import { isArea } from '../organisations/places';
import { contentLanguages } from '../shared/languages';
import { localTimeTyped, peopleTyped, whichTyped, zoneTyped } from '../shared/typed';

const ids = z.array(z.coerce.number().int().positive().max(1e15)).max(500);

export const discussionForm = z.object({
  language: z.enum(contentLanguages, 'shared:errors.field'),
  title: z.string('text:empty'),
  introduction: z.string().default(''),
  timeZone: zoneTyped(),
  region: z.string().refine(isArea, 'shared:errors.field'),
  readers: z.enum(['public', 'registered', 'invited'], 'shared:errors.field'),
  writers: z.enum(['registered', 'invited'], 'shared:errors.field'),
  moderation: z.enum(['pre', 'post'], 'shared:errors.field'),
  invited: ids,
  facilitators: peopleTyped(),
  participants: peopleTyped(),
  observers: peopleTyped(),
});
export type DiscussionForm = z.output<typeof discussionForm>;
export const discussionLists = ['invited'];

export const onceForm = z.object({ once: z.uuid('shared:errors.field') });

export const phaseForm = z.object({
  phase: z.preprocess((v) => (v === '' || v === undefined ? null : v), z.coerce.number().int().positive().nullable()),
  language: z.enum(contentLanguages, 'shared:errors.field'),
  title: z.string('text:empty'),
  question: z.string('text:empty'),
  opens: localTimeTyped(),
  opensWhich: whichTyped(),
  closes: localTimeTyped(),
  closesWhich: whichTyped(),
});
export type PhaseForm = z.output<typeof phaseForm>;

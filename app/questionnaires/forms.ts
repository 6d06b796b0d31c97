import { z } from 'zod';
import { contentLanguages } from '../shared/languages';
import { questionTypes } from './content';
import { answererKinds, resultReaders, subjectKinds } from './questionnaire';
import { templateNames } from './templates';

const language = z.enum(contentLanguages, 'shared:errors.field');
const text = z.string().default('');
const yes = z
  .string()
  .optional()
  .transform((said) => said === 'yes');

export const version = z.coerce.number().int().positive();

export const newForm = z.object({
  subject: z.enum(subjectKinds, 'shared:errors.field'),
  about: z.coerce.number().int().nonnegative().max(1e15),
  template: z.enum(templateNames, 'shared:errors.field'),
  language,
  once: z.uuid('shared:errors.field'),
});

export const settingsForm = z.object({
  answerers: z.enum(answererKinds, 'shared:errors.field'),
  anonymous: yes,
  results: z.enum(resultReaders, 'shared:errors.field'),
  opens: text,
  closes: text,
  version,
});

export const textsForm = z.object({ language, title: text, introduction: text, version });
export const sectionForm = textsForm.extend({ section: text });
export const placeForm = z.object({ at: z.string().max(20), version });

/** The fields of every type of question; those that another type has are not in its form. */
export const questionForm = z.object({
  language,
  type: z.enum(questionTypes, 'shared:errors.field'),
  section: text,
  label: text,
  hint: text,
  required: yes,
  options: text,
  rows: text,
  low: text,
  high: text,
  unit: text,
  min: text,
  max: text,
  whole: yes,
  condition: text,
  conditionValue: text,
  meaning: z.enum(['same', 'changed']).default('same'),
  version,
});

export const typedForm = z.object({
  lines: text,
  language,
  once: z.uuid('shared:errors.field'),
  /** Whose form it is, where it becomes the counted voice of an organisation. */
  organisation: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number)
    .nullable()
    .catch(null),
});

export const answerSearch = z.object({
  section: z
    .string()
    .regex(/^s\d{1,6}$/)
    .optional()
    .catch(undefined),
  all: z.literal('yes').optional().catch(undefined),
  check: z.literal('yes').optional().catch(undefined),
});

export type NewForm = z.output<typeof newForm>;
export type SettingsForm = z.output<typeof settingsForm>;
export type TextsForm = z.output<typeof textsForm>;
export type SectionForm = z.output<typeof sectionForm>;
export type QuestionForm = z.output<typeof questionForm>;

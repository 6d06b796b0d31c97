import { z } from 'zod';
import { isArea } from '../organisations/places';
import { contentLanguages } from '../shared/languages';
import { themes } from '../shared/themes';
import {
  idOrNothing,
  idTyped,
  lineOrNothing,
  lineTyped,
  localTimeTyped,
  peopleTyped,
  textOrNothing,
  textTyped,
  versionForm,
  whichTyped,
  zoneTyped,
} from '../shared/typed';
import {
  consultationReaders,
  consultationScopes,
  feedKinds,
  limits,
  participantKinds,
  partKinds,
  phaseKinds,
} from './consultation';

const wrong = 'shared:errors.field';
const long = 'consultations:refusals.line-too-long';
const textLong = 'consultations:refusals.text-too-long';
const language = z.enum(contentLanguages, wrong);

const whatFields = {
  language,
  title: lineTyped({ max: limits.title, empty: 'text:empty', long }),
  purpose: textTyped({ max: limits.purpose, empty: 'text:empty', long: textLong }),
  /** What it will feed, in words: named from the first day on. */
  feedsWords: lineTyped({ max: limits.feeds, empty: 'consultations:refusals.no-feeds-words', long }),
  feeds: z.enum(feedKinds, wrong),
  feedsDocument: idOrNothing(wrong),
  scope: z.enum(consultationScopes, wrong),
  region: z.string().refine(isArea, wrong),
  theme: z.union([z.literal(''), z.enum(themes)], wrong).default(''),
  languages: z.array(language).max(50),
  host: idTyped('consultations:refusals.no-host'),
  readers: z.enum(consultationReaders, wrong),
  participants: z.enum(participantKinds, wrong),
  timeZone: zoneTyped(),
  facilitators: peopleTyped(),
};

/** What is wrong only together with another field, said beside the one that has to change. */
function together(
  form: { scope: string; region: string; theme: string; readers: string; participants: string },
  ctx: z.RefinementCtx,
) {
  const mistake = (field: string, message: string) =>
    ctx.addIssue({ code: 'custom', path: [field], message: `consultations:refusals.${message}` });
  if (form.scope === 'region' && form.region === '001') mistake('region', 'choose-region');
  if (form.scope === 'theme' && form.theme === '') mistake('theme', 'choose-theme');
  if (form.readers === 'invited' && form.participants !== 'invited') mistake('participants', 'invited-both');
}

export const whatForm = z.object({ ...whatFields, ...versionForm.shape }).superRefine(together);
export const newForm = z.object({ ...whatFields, once: z.uuid(wrong) }).superRefine(together);
export type NewForm = z.output<typeof newForm>;
export type WhatForm = Omit<NewForm, 'once'>;
export const whatLists = ['languages'];

export const cancelForm = versionForm.extend({
  reason: lineTyped({ max: limits.reason, empty: 'consultations:refusals.no-reason', long }),
});

export const phaseForm = versionForm.extend({
  phase: idOrNothing(wrong),
  language,
  kind: z.enum(phaseKinds, wrong),
  title: lineOrNothing({ max: limits.phaseTitle, long }),
  introduction: textOrNothing({ max: limits.introduction, long: textLong }),
  opens: localTimeTyped(),
  opensWhich: whichTyped(),
  closes: localTimeTyped(),
  closesWhich: whichTyped(),
});
export type PhaseForm = z.output<typeof phaseForm>;

export const partForm = versionForm.extend({
  part: idOrNothing(wrong),
  language,
  kind: z.enum(partKinds, wrong),
  /** What it stands for; nothing for what is the part's own. */
  subject: idOrNothing(wrong),
  title: lineOrNothing({ max: limits.partTitle, long }),
  body: textOrNothing({ max: limits.body, long: textLong }),
  phases: z.array(idTyped(wrong)).max(limits.phases),
});
export type PartForm = z.output<typeof partForm>;
export const partLists = ['phases'];

export const oneForm = versionForm.extend({ id: idTyped(wrong) });

import { z } from 'zod';
import { isArea } from '../organisations/places';
import { isSector } from '../organisations/sectors';
import { contentLanguages } from '../shared/languages';
import { isAllowedAddress } from '../shared/rich-text/addresses';
import { isTheme } from '../shared/themes';
import {
  idOrNothing,
  lineOrNothing,
  lineTyped,
  localTimeTyped,
  peopleTyped,
  textOrNothing,
  versionForm,
  whichTyped,
  zoneTyped,
} from '../shared/typed';
import { eventKinds, eventReaders, limits, materialKinds, waitingOrders } from './event';

const wrong = 'shared:errors.field';
const long = 'events:refusals.line-too-long';
const language = z.enum(contentLanguages, wrong);
const several = <T extends z.ZodType>(of: T) => z.array(of).max(500);
const ticked = z
  .literal('yes')
  .optional()
  .transform((said) => said === 'yes');

/** An address of the web, as it can be opened by whoever is given it; nothing else can be joined or read. */
function webAddress() {
  return z
    .string()
    .trim()
    .max(limits.address, long)
    .refine((text) => text === '' || (/^https?:/i.test(text) && isAllowedAddress(text)), 'events:refusals.no-address')
    .default('');
}

const times = {
  timeZone: zoneTyped(),
  starts: localTimeTyped(),
  startsWhich: whichTyped(),
  ends: localTimeTyped(),
  endsWhich: whichTyped(),
  closes: z.union([z.literal(''), localTimeTyped()], 'preparing:mistakes.no-time').default(''),
  closesWhich: whichTyped(),
};
export const timesForm = z.object(times);
export type TimesForm = z.output<typeof timesForm>;

const what = {
  language,
  title: lineTyped({ max: limits.title, empty: 'text:empty', long }),
  introduction: textOrNothing({ max: limits.introduction, long: 'events:refusals.text-too-long' }),
  kind: z.enum(eventKinds, wrong),
  series: idOrNothing(wrong),
  region: z.string().refine(isArea, wrong),
  themes: several(z.string().refine(isTheme, wrong)),
  sectors: several(z.string().refine(isSector, wrong)),
  spoken: several(language),
  interpreted: several(language),
  captions: several(language),
  venue: lineOrNothing({ max: limits.venue, long }),
  joiningUrl: webAddress(),
  joiningNote: textOrNothing({ max: limits.note, long: 'events:refusals.text-too-long' }),
  /** Takes away what was saved: a field left empty keeps it, since what was saved is not shown in it. */
  noJoining: ticked,
  readers: z.enum(eventReaders, wrong),
  invited: several(z.coerce.number().int().positive().max(1e15)),
  capacity: z
    .string()
    .trim()
    .regex(/^\d{0,6}$/, 'events:refusals.no-capacity')
    .default('')
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((n) => n === null || (n > 0 && n <= limits.capacity), 'events:refusals.no-capacity'),
  waitingOrder: z.enum(waitingOrders, wrong),
  approval: ticked,
  survivorSpeaks: ticked,
  facilitators: peopleTyped(),
};
export const whatForm = z.object(what);
export type WhatForm = z.output<typeof whatForm>;

export const newEventForm = z.object({ ...what, ...times, once: z.uuid(wrong) });
export type NewEventForm = z.output<typeof newEventForm>;
export const eventLists = ['themes', 'sectors', 'spoken', 'interpreted', 'captions', 'invited'];

export const cancelForm = versionForm.extend({
  reason: lineTyped({ max: limits.reason, empty: 'events:refusals.no-reason', long: 'events:refusals.text-too-long' }),
});

export const speakerForm = versionForm.extend({
  speaker: idOrNothing(wrong),
  language,
  name: lineTyped({ max: limits.name, empty: 'text:empty', long }),
  organisation: lineOrNothing({ max: limits.organisation, long }),
  biography: textOrNothing({ max: limits.biography, long: 'events:refusals.text-too-long' }),
  account: peopleTyped(),
  unlisted: ticked,
});
export type SpeakerForm = z.output<typeof speakerForm>;

export const oneForm = versionForm.extend({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, wrong)
    .transform(Number),
});

export const materialForm = versionForm.extend({
  material: idOrNothing(wrong),
  kind: z.enum(materialKinds, wrong),
  title: lineTyped({ max: limits.title, empty: 'text:empty', long }),
  language,
  note: textOrNothing({ max: limits.note, long: 'events:refusals.text-too-long' }),
  url: webAddress(),
});
export type MaterialForm = z.output<typeof materialForm>;

/** Earlier or later by so many days, and never by none. */
export const moveSeriesForm = versionForm.extend({
  days: z.coerce
    .number('events:refusals.no-days')
    .int('events:refusals.no-days')
    .min(-366, 'events:refusals.no-days')
    .max(366, 'events:refusals.no-days')
    .refine((days) => days !== 0, 'events:refusals.no-days'),
});

export const seriesForm = z.object({
  language,
  title: lineTyped({ max: limits.title, empty: 'text:empty', long }),
  introduction: textOrNothing({ max: limits.introduction, long: 'events:refusals.text-too-long' }),
});
export type SeriesForm = z.output<typeof seriesForm>;

import { z } from 'zod';
import { isRegion, world } from '../organisations/places';
import { isSector } from '../organisations/sectors';
import { isLanguage, type Language, languages } from '../shared/languages';
import { idTyped, lineOrNothing, textOrNothing } from '../shared/typed';
import { activities, digestEvery, levels, newsLimits } from './notice';

const level = z.enum(levels, 'shared:errors.field');
const wrong = 'shared:errors.field';

export const followForm = z.object({
  activity: z.enum(activities, wrong),
  id: idTyped(wrong),
  level,
  /** Chosen on the page of the activity itself: there one goes back to. */
  back: z.literal('yes').optional(),
});

export const defaultsForm = z.object({ posting: level, facilitating: level, registering: level });

const whole = (least: number, most: number) => z.coerce.number(wrong).int(wrong).min(least, wrong).max(most, wrong);

export const mailForm = z.object({
  digest: z.enum(digestEvery, wrong),
  digestHour: whole(0, 23),
  digestWeekday: whole(1, 7),
  news: z
    .literal('yes')
    .optional()
    .transform((v) => v === 'yes'),
});

export const markForm = z.object({ notice: idTyped(wrong) });

const page = z.coerce.number().int().min(1).max(10_000).catch(1);
export const noticesSearch = z.object({ page });

/** Fields of one language's text are named with it: `subject-fr`. */
const texts = Object.fromEntries(
  languages.flatMap((l) => [
    [`subject-${l}`, lineOrNothing({ max: newsLimits.subject, long: 'announcements:mistakes.subject-long' })],
    [`body-${l}`, textOrNothing({ max: newsLimits.body, long: 'announcements:mistakes.body-long' })],
  ]),
) as unknown as Record<`subject-${Language}` | `body-${Language}`, z.ZodType<string | null>>;

export const newsForm = z
  .object({
    ...texts,
    sectors: z.array(z.string().refine(isSector, wrong)),
    regions: z.array(z.string().refine((r) => r === world || isRegion(r), wrong)),
    languages: z.array(z.custom<Language>(isLanguage, wrong)),
    version: whole(0, 1e9),
    once: z.uuid(wrong),
  })
  .superRefine((typed, ctx) => {
    const given = typed as unknown as Record<string, string | null>;
    const say = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
    for (const l of languages) {
      if (given[`subject-${l}`] && !given[`body-${l}`]) say(`body-${l}`, 'announcements:mistakes.body');
      if (given[`body-${l}`] && !given[`subject-${l}`]) say(`subject-${l}`, 'announcements:mistakes.subject');
    }
    if (languages.every((l) => !given[`subject-${l}`] && !given[`body-${l}`]))
      say(`subject-${languages[0]}`, 'announcements:mistakes.none');
  })
  .transform(({ sectors, regions, languages: chosen, version, once, ...rest }) => ({
    sectors,
    regions,
    languages: chosen,
    version,
    once,
    texts: languages.flatMap((language) => {
      const subject = rest[`subject-${language}` as never] as string | null;
      const body = rest[`body-${language}` as never] as string | null;
      return subject && body ? [{ language, subject, body }] : [];
    }),
  }));
export type NewsInput = z.output<typeof newsForm>;

/** The number of people that was shown: sent to those and to no others. */
export const sendForm = z.object({ version: whole(1, 1e9), people: whole(1, 1e9) });

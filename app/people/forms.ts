import { z } from 'zod';
import { isLanguage, type Language } from '../shared/languages';
import { placeWithin } from '../shared/place';
import { isZone } from '../shared/time';
import { idOrNothing, lineOrNothing, lineTyped } from '../shared/typed';

export const lengths = { name: 100, email: 254, organisation: 200 };

/** In a name, what nobody sees can only deceive. The joiners (200c, 200d) spell, and stay. */
const unseen = /[\u200b\u200e\u200f\u2060-\u2069]/g;
/** A name that is an address would make our mail and lists carry it. */
const address = /:\/\/|www\.|@/i;

const name = lineTyped({ max: lengths.name, empty: 'people:mistakes.name', long: 'people:mistakes.too-long' })
  .transform((text) => text.replace(unseen, ''))
  .refine((text) => /\p{L}/u.test(text), 'people:mistakes.name')
  .refine((text) => !address.test(text), 'people:mistakes.name-address');
const email = z
  .string('people:mistakes.email')
  .transform((text) => text.trim())
  .pipe(z.email('people:mistakes.email').max(lengths.email, 'people:mistakes.email'));
const language = z.custom<Language>(isLanguage, 'people:mistakes.language');
/** Names of the IANA list, aliases too, since browsers differ in which of two names they give. */
const timeZone = z
  .string('people:mistakes.time-zone')
  .refine(
    (zone) => zone === 'UTC' || (/^[A-Za-z_]+(\/[\w+-]+){1,2}$/.test(zone) && isZone(zone)),
    'people:mistakes.time-zone',
  );
/** Its rules are in password.ts; what is longer than this was not typed by a person. */
const password = z
  .string('people:mistakes.password')
  .min(1, 'people:mistakes.password')
  .max(10_000, 'people:password.too-long');
const to = z
  .string()
  .optional()
  .transform((place) => placeWithin(place));

const settings = { name, language, timeZone };

export const registration = z
  .object({
    // In the order of the form: mistakes are listed so.
    name,
    email,
    organisationId: idOrNothing('people:mistakes.organisation'),
    organisationWanted: lineOrNothing({ max: lengths.organisation, long: 'people:mistakes.too-long' }),
    password,
    language,
    timeZone,
    news: z
      .literal('yes')
      .optional()
      .transform((wanted) => wanted === 'yes'),
  })
  .refine(({ organisationId, organisationWanted }) => organisationId !== null || organisationWanted !== null, {
    path: ['organisationId'],
    error: 'people:mistakes.organisation',
    when: organisationsAreRead,
  })
  .refine(({ organisationId, organisationWanted }) => organisationId === null || organisationWanted === null, {
    path: ['organisationWanted'],
    error: 'people:mistakes.organisation-twice',
    when: organisationsAreRead,
  });

/** Left to itself, zod looks at two fields together only once every other is right. */
function organisationsAreRead({ issues, value }: z.core.ParsePayload): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return !issues.some((issue) => String(issue.path?.[0]).startsWith('organisation'));
}
/** Without a word about news none is wanted. */
export type Registration = Omit<z.output<typeof registration>, 'news'> & { news?: boolean };

export const passwordSignIn = z.object({ email, password, to });
export const linkRequest = z.object({ email, to });
export const resetRequest = z.object({ email });
export const newPassword = z.object({ password });
/** The password is asked for only where the registration left none. */
export const confirmation = z.object({ password: password.optional() });

export const acceptance = z.object({ ...settings, password });
export type Acceptance = z.output<typeof acceptance>;

export const profile = z.object({ ...settings, shortcuts: z.literal('yes').optional().transform(Boolean) });
export type Profile = z.output<typeof profile>;

export const passwordChange = z.object({ oldPassword: z.string().max(10_000).optional(), password });
export const addressChange = z.object({ email, oldPassword: z.string().max(10_000).optional() });
export const sessionEnd = z.object({ session: z.string().regex(/^[0-9a-f]{64}$/) });

export const languageChoice = z.object({ language, to });

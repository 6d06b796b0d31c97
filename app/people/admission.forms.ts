import { z } from 'zod';
import { isLanguage, type Language } from '../shared/languages';
import { idOrNothing, idTyped, textTyped } from '../shared/typed';
import { listedStates, reasonLength } from './admission';
import { acceptance, linkRequest } from './forms';

const key = (name: string) => `admission:mistakes.${name}`;

const { email } = linkRequest.shape;
const { name: nameShape } = acceptance.shape;
const person = idTyped('shared:errors.field');
const reason = textTyped({ max: reasonLength, empty: key('reason'), long: key('reason-long') });
const office = z.enum(['focal-point', 'alternate'], { error: key('office') });

/** `organisation` left out keeps the one they registered with; 'none' says that they come for themselves. */
export const approveForm = z.object({
  person,
  organisation: z
    .string()
    .regex(/^([1-9]\d{0,14}|none)?$/, key('organisation'))
    .optional()
    .transform((choice) => (!choice ? ('as-registered' as const) : choice === 'none' ? null : Number(choice))),
});

/** On the page of the person, who is in its address. */
export const approveAgainForm = approveForm.omit({ person: true });

export const refuseForm = z.object({ person, reason });

export const suspendForm = z.object({ reason });

export const officeForm = z
  .object({ organisation: idTyped(key('organisation')), office })
  .transform(({ organisation, office: role }) => ({ organisation, role }));

export const takeOfficeForm = z.object({ organisation: idTyped('shared:errors.field') });

export const staffForm = z.object({ on: z.enum(['yes', 'no']).transform((on) => on === 'yes') });

export const inviteForm = z
  .object({
    email,
    name: z
      .union([z.literal(''), nameShape])
      .optional()
      .transform((n) => n ?? ''),
    language: z.custom<Language>(isLanguage, key('language')),
    organisation: idOrNothing(key('organisation')),
    office: z
      .union([z.literal(''), office])
      .optional()
      .transform((role) => role || null),
    discussion: idOrNothing(key('discussion')),
    role: z
      .enum(['facilitator', 'participant', 'observer'], { error: key('role') })
      .optional()
      .catch(undefined),
  })
  .transform(({ discussion, role, organisation, office: organisationRole, ...rest }) => ({
    ...rest,
    organisationId: organisation,
    organisationRole,
    activity: discussion === null ? null : { discussion, role: role ?? ('participant' as const) },
  }));

export const invitationForm = z.object({ invitation: idTyped('shared:errors.field') });

/** What the address of the page of people may ask; what it does not know counts as nothing. */
export const peopleSearch = z.object({
  state: z.enum(listedStates).catch('waiting'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  q: z.string().optional(),
  /** The person whose organisation is being chosen, and the one to choose. */
  for: z.coerce.number().int().positive().optional().catch(undefined),
  organisation: z.coerce.number().int().positive().optional().catch(undefined),
});

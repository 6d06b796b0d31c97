import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import type { z } from 'zod';
import { isActive, type Reader } from '../people/person';
import type { AppContext, ProcessContext } from './context';
import { brokenFields, holdsUnwantedSigns, withoutUnwantedSigns } from './form-text.server';
import { madeForField, sendAsField } from './made-for';
import { placeWithin } from './place';
import { isRefusal, type Refusal, refuse } from './refusal';

/** What a page or a deed is given: the context, with what it nearly always takes from the address. */
export interface Asked extends AppContext, ProcessContext {
  request: Request;
  params: Record<string, string | undefined>;
  url: URL;
  /** Of a deed, the form that asks for it. */
  form?: Form;
}

const statuses: Record<Refusal['kind'], number> = {
  'not-found': 404,
  'not-allowed': 403,
  closed: 409,
  conflict: 409,
  'too-much': 429,
  'too-large': 413,
  invalid: 422,
  'signed-out': 401,
  'other-person': 403,
};

export function statusOf(refusal: Refusal): number {
  return statuses[refusal.kind];
}

/** A refusal as a whole page: thrown from a loader, shown by the root's error boundary. */
export function refusalResponse(refusal: Refusal): Response {
  return Response.json(refusal, { status: statusOf(refusal), headers: retryAfter(refusal) });
}

/** When what was too much may be tried again. */
export function retryAfter(refusal: Refusal): HeadersInit {
  return refusal.kind === 'too-much' && refusal.values?.retryAfter
    ? { 'Retry-After': String(refusal.values.retryAfter) }
    : {};
}

function asked({ request, params, context }: LoaderFunctionArgs | ActionFunctionArgs): Asked {
  return { ...(context as AppContext & ProcessContext), request, params, url: new URL(request.url) };
}

/** A loader. A refusal that it throws becomes a page with the right status. */
export function page<T>(load: (asked: Asked) => Promise<T>) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    try {
      return await load(asked(args));
    } catch (e) {
      if (isRefusal(e)) throw refusalResponse(e);
      throw e;
    }
  };
}

/** What a form gets back when its deed was refused: why, and everything that was typed. */
export interface Refused {
  refusal: Refusal;
  typed: Record<string, string>;
  /** Of fields that were sent several times, all that was typed or chosen. */
  several?: Record<string, string[]>;
  /** Which form of the page this answers, by its `deed` field. */
  deed: string;
}

/**
 * An action. A refusal that it throws comes back to the form with what was typed, so that nothing is lost; what may
 * not be seen stays a 404 page.
 */
export function deed<T>(act: (asked: Asked & { form: Form }) => Promise<T>) {
  return async (args: ActionFunctionArgs) => {
    const context = asked(args);
    let form: Form | undefined;
    try {
      form = await readForm(args.request);
      return await act({ ...context, form });
    } catch (e) {
      if (!isRefusal(e)) throw e;
      if (e.kind === 'not-found' || !form) throw refusalResponse(e);
      // The page itself may not be for whoever is here now: what was typed comes back on one of its own.
      if (context.wholePage && (e.kind === 'signed-out' || e.kind === 'other-person'))
        throw Response.json({ ...e, kept: keptOf(form, context.url) }, { status: statusOf(e) });
      const refused: Refused = {
        refusal: inTruth(e, form),
        typed: form.typed,
        ...(form.several ? { several: form.several } : {}),
        deed: form.typed.deed ?? '',
      };
      return data(refused, { status: statusOf(e), headers: retryAfter(e) });
    }
  };
}

/** What is said of forms that keep all that was typed, and of those whose passwords have to be typed again. */
const withPassword: Record<string, string> = {
  'shared:errors.check-fields': 'shared:errors.check-fields-password',
  'shared:errors.too-much': 'shared:errors.too-much-password',
};

function inTruth(refusal: Refusal, { data }: Form): Refusal {
  const emptied = [...data].some(([name, value]) => neverShownAgain.test(name) && value !== '');
  return emptied ? { ...refusal, message: withPassword[refusal.message] ?? refusal.message } : refusal;
}

/** Of a form that could not be taken, what it takes to send it again: never passwords, tokens or files. */
export interface KeptForm {
  action: string;
  fields: [name: string, text: string][];
  /** Whether something has to be typed or chosen anew. */
  incomplete: boolean;
}

function keptOf(form: Form, url: URL): KeptForm {
  const all = [...form.data];
  const texts = all.filter((field): field is [string, string] => typeof field[1] === 'string');
  const fields = texts.filter(([name]) => !neverShownAgain.test(name));
  const hasFiles = all.some(([, value]) => value instanceof File && value.size > 0);
  const hasSecrets = texts.some(([name, value]) => neverShownAgain.test(name) && value !== '');
  return {
    action: url.pathname + url.search,
    fields: [...fields, [madeForField, String(form.madeFor ?? '')]],
    incomplete: hasFiles || hasSecrets,
  };
}

export interface Form {
  data: FormData;
  /** Text fields as typed, to be shown again, without signs that would turn the page; never passwords or files. */
  typed: Record<string, string>;
  /** Of fields that came several times, every text. */
  several?: Record<string, string[]>;
  /** Fields whose bytes were no text. */
  broken?: string[];
  /** The id of the person for whom the page was made, where its form says so. */
  madeFor: number | null;
  /** The id under which somebody else wants to send it, having been told of it. */
  sendAs: number | null;
}

const neverShownAgain = /password|token/i;

async function readForm(request: Request): Promise<Form> {
  let form: FormData;
  let broken: string[];
  try {
    const type = request.headers.get('content-type') ?? '';
    const bytes = new Uint8Array(await request.arrayBuffer());
    broken = brokenFields(bytes, type);
    form = await new Response(bytes, { headers: { 'Content-Type': type } }).formData();
  } catch (e) {
    if (isRefusal(e)) throw e;
    throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  // Which form it is cannot be known: nothing of the page could say beside which field.
  if (broken.some((name) => !form.has(name) || name === 'deed')) throw refuse('invalid', 'shared:errors.no-letters');
  // For whom it was made is nothing that was typed.
  const [madeFor, sendAs] = [madeForField, sendAsField].map((name) => {
    const id = Number(form.get(name)) || null;
    form.delete(name);
    return id;
  }) as [number | null, number | null];
  const all = new Map<string, string[]>();
  for (const [name, value] of form) {
    if (typeof value === 'string' && !neverShownAgain.test(name))
      all.set(name, [...(all.get(name) ?? []), withoutUnwantedSigns(value)]);
  }
  const typed = Object.fromEntries([...all].map(([name, values]) => [name, values.at(-1)!]));
  const several = [...all].filter(([, values]) => values.length > 1);
  const repeated = several.length > 0 ? { several: Object.fromEntries(several) } : {};
  return { data: form, typed, ...repeated, broken, madeFor, sendAs };
}

/**
 * What a form says, parsed by its schema. Repeated fields become lists where the schema's field is listed in `lists`.
 * Throws a refusal `invalid` whose `fields` name what is wrong beside each field (i18n keys as zod messages), in the
 * order of the form. `check` may refuse fields for what a schema cannot know, by what was typed; both are told at once.
 */
export function parseForm<S extends z.ZodType>(
  form: Form,
  schema: S,
  lists: string[] = [],
  check: (typed: (name: string) => string) => void = () => {},
): z.output<S> {
  const unread = unreadable(form);
  if (unread) throw unread;
  return parseAsTyped(form, schema, lists, check);
}

/** The same for what is kept as it was typed, a draft: its signs are spoken of when it is sent. */
export function parseAsTyped<S extends z.ZodType>(
  form: Form,
  schema: S,
  lists: string[] = [],
  check: (typed: (name: string) => string) => void = () => {},
): z.output<S> {
  const raw: Record<string, unknown> = {};
  const value = (v: FormDataEntryValue | null) =>
    typeof v === 'string' && form.typed.withoutSigns ? withoutUnwantedSigns(v) : v;
  for (const name of new Set(form.data.keys())) {
    raw[name] = lists.includes(name) ? form.data.getAll(name).map(value) : value(form.data.get(name));
  }
  for (const name of lists) raw[name] ??= [];
  const parsed = schema.safeParse(raw);
  const also = refusalOf(() => check((name) => (typeof raw[name] === 'string' ? raw[name] : '')));
  if (parsed.success && !also) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error?.issues ?? [])
    fields[issue.path.map(String).join('.') || 'form'] ??= messageKey(issue.message);
  const names = [...form.data.keys()];
  const sorted = Object.entries({ ...also?.fields, ...fields }).sort(([a], [b]) => names.indexOf(a) - names.indexOf(b));
  throw refuse('invalid', 'shared:errors.check-fields', also?.values, Object.fromEntries(sorted));
}

/** Why the texts of a form cannot be taken as they came, beside their fields: in place of changing them unseen. */
function unreadable(form: Form): Refusal | undefined {
  const fields: Record<string, string> = {};
  for (const name of form.broken ?? []) fields[name] = 'shared:errors.broken-letters';
  for (const [name, value] of form.typed.withoutSigns ? [] : form.data) {
    if (typeof value === 'string' && !neverShownAgain.test(name) && holdsUnwantedSigns(value))
      fields[name] ??= 'shared:errors.signs';
  }
  if (Object.keys(fields).length === 0) return undefined;
  const no = refuse('invalid', 'shared:errors.check-fields', undefined, fields);
  if (!Object.values(fields).includes('shared:errors.signs')) return no;
  return { ...no, offer: { name: 'withoutSigns', label: 'shared:errors.send-without' } };
}

function refusalOf(check: () => void): Refusal | undefined {
  try {
    check();
    return undefined;
  } catch (e) {
    if (isRefusal(e)) return e;
    throw e;
  }
}

/** Schemas give i18n keys; what zod says by itself (a missing field) is said in general words. */
function messageKey(message: string): string {
  return /^[a-z]+:[\w.-]+$/.test(message) ? message : 'shared:errors.field';
}

/** The id in the address, or a 404: letters where a number belongs name nothing. */
export function idOf(text: string | undefined): number {
  if (!text || !/^[1-9]\d{0,14}$/.test(text)) throw refuse('not-found', 'shared:errors.not-found');
  return Number(text);
}

/**
 * Refuses a form that was made for somebody who is not signed in any more, or not the one who is: what they typed comes
 * back to them, and is sent by nobody else unseen.
 */
export function checkMadeFor({ reader, form }: Asked): void {
  if (!form?.madeFor || form.madeFor === reader?.id) return;
  if (!reader) throw refuse('signed-out', 'shared:errors.signed-out');
  if (form.sendAs === reader.id) return;
  const name = { name: `\u2068${reader.name}\u2069` };
  const offer = { name: sendAsField, value: String(reader.id), label: 'shared:errors.send-as' };
  throw { ...refuse('other-person', 'shared:errors.other-person', name), offer };
}

/** The signed-in person, or the way to the sign-in page and back. */
export function signedIn(asked: Asked): Reader {
  checkMadeFor(asked);
  if (!asked.reader) throw redirect(`/sign-in?to=${encodeURIComponent(asked.url.pathname + asked.url.search)}`, 303);
  return asked.reader;
}

/** An active person; one who waits for approval is told so. */
export function active(asked: Asked): Reader {
  const reader = signedIn(asked);
  if (!isActive(reader)) throw refuse('not-allowed', 'people:refusals.waiting');
  return reader;
}

/** Where to go after a deed: 303, so that reloading does not send the form again. Never to another site. */
export function goTo(path: string, headers?: HeadersInit): Response {
  return redirect(placeWithin(path), { status: 303, ...(headers ? { headers } : {}) });
}

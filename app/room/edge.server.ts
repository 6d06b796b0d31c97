import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { z } from 'zod';
import { isRefusal, type Refusal, refuse } from '../shared/refusal';
import type { RoomContext, RoomSession } from './context';
import type { RoomForm } from './form';
import { roomTexts } from './texts.server';

/** What a page or a deed of the room is given. There is no address among it, and no header. */
export interface RoomAsked extends RoomContext {
  t: TFunction;
  params: Record<string, string | undefined>;
}

/** What a form gets back when its deed was refused: why, and what was typed, but for codes and phrases. */
export interface RoomRefused {
  refusal: Refusal;
  typed: Record<string, string>;
  /** Which form of the page this answers, by its `deed` field. */
  deed: string;
}

/** What one may not do and what is not there are told by the same answer: a difference would tell that it is there. */
const statuses: Record<Refusal['kind'], number> = {
  'not-found': 404,
  'not-allowed': 404,
  closed: 409,
  conflict: 409,
  'too-much': 429,
  'too-large': 413,
  invalid: 422,
  // No form of the room says for whom it was made.
  'signed-out': 404,
  'other-person': 404,
};

function asked({ params, context }: LoaderFunctionArgs | ActionFunctionArgs): RoomAsked {
  const room = context as unknown as RoomContext;
  // Getters (session, token) must stay what they are: a deed may begin a session and then ask for it.
  return Object.assign(Object.create(room) as RoomContext, { t: roomTexts(room.language).t, params });
}

/** A loader. What it returns goes through JSON: no dates, no undefined. A refusal becomes the plain page of its status. */
export function roomPage<T>(load: (asked: RoomAsked) => Promise<T>) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    try {
      return await load(asked(args));
    } catch (e) {
      if (isRefusal(e)) throw answerTo(e);
      throw e;
    }
  };
}

/**
 * An action. A refusal that it throws comes back to the form with what was typed, so that nothing is lost; what may not
 * be seen stays a 404. With `keepsIn` the refusal waits there, sealed, for the page that a 303 leads to: no answer to a form
 * is a page then, and the way back in a browser offers to send nothing again.
 */
export function roomDeed<T>(
  act: (asked: RoomAsked & { form: RoomForm }) => Promise<T>,
  keepsIn?: (asked: RoomAsked) => RoomSession | null,
) {
  return async (args: ActionFunctionArgs) => {
    const room = asked(args);
    const { form } = room;
    if (!form) throw new Response(null, { status: 405 });
    try {
      return await act(room as RoomAsked & { form: RoomForm });
    } catch (e) {
      if (!isRefusal(e)) throw e;
      if (statuses[e.kind] === 404) throw answerTo(e);
      const refused: RoomRefused = { refusal: e, typed: form.typed(), deed: form.text('deed') };
      const session = keepsIn?.(room);
      if (session) {
        session.put({ refused });
        return goTo('/');
      }
      return json(refused, { status: statuses[e.kind], headers: retryAfter(e) });
    }
  };
}

/** What was kept of a refusal, given once: a page that is opened again later begins anew. */
export function takeRefused(session: RoomSession | null): RoomRefused | null {
  const refused = session?.values.refused as RoomRefused | undefined;
  if (!refused) return null;
  session?.put({ refused: undefined });
  return refused;
}

/** What stood in a form when another language was chosen: given once, as what was kept of a refusal is. */
export interface RoomKept {
  typed: Record<string, string>;
  deed: string;
}

export function takeKept(session: RoomSession | null): RoomKept | null {
  const kept = session?.values.kept as RoomKept | undefined;
  if (!kept) return null;
  session?.put({ kept: undefined });
  return kept;
}

function answerTo(refusal: Refusal): Response {
  return new Response(null, { status: statuses[refusal.kind], headers: retryAfter(refusal) });
}

function retryAfter(refusal: Refusal): HeadersInit {
  return refusal.values?.retryAfter ? { 'Retry-After': String(refusal.values.retryAfter) } : {};
}

/** Where to go after a deed: 303 and a path of the room's own, so that reloading does not send the form again. */
export function goTo(path: '/' | `/desk${string}`): Response {
  return redirect(path, 303);
}

/** The session of a kind, or the one answer that whatever is not there gets. */
export function sessionOf(room: RoomContext, kind: RoomSession['kind']): RoomSession {
  if (room.session?.kind !== kind) throw refuse('not-found', 'forms:errors.not-here');
  return room.session;
}

/** What a form says, by its schema; messages are i18n keys. Refuses with `fields`, in the order of the form. */
export function readFields<S extends z.ZodType>(form: RoomForm, schema: S): z.output<S> {
  const raw = Object.fromEntries(form.names().map((name) => [name, form.text(name)]));
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues)
    fields[issue.path.map(String).join('.') || 'form'] ??= /^[a-z]+:[\w.-]+$/.test(issue.message)
      ? issue.message
      : 'forms:errors.field';
  throw refuse('invalid', 'forms:errors.check-fields', undefined, fields);
}

import { announce } from '../../db/announce';
import type { Tx } from '../../db/connect';
import { markSourceChanged, markSourceShown } from '../citations/commands.server';
import { isRefusal, refuse } from '../shared/refusal';
import { prepareText } from '../shared/rich-text/prepare';
import { finishTasks } from '../tasks/commands.server';
import type { VoiceKind, VoiceState } from '../voices/door/protocol';
import { tellCopiesOf } from './copies.server';
import type { ResponseInput } from './forms';
import { limits, type Responding, thingOf, unansweredAmong } from './heard';
import { citedIn, listThemes } from './queries.server';

/** The task of those who own what cites a theme: to say what becomes of it. */
export function respondKey(thing: Responding): string {
  return `respond:${thingOf(thing)}`;
}

/** In whose name a response is given. */
export interface Responder {
  person: number;
  organisation: number | null;
}

/**
 * Records what was decided about a theme, on what cites it. The caller has asked whether this person may. Refuses a voice that
 * this thing does not cite as a theme, one that was withdrawn, and a form that was opened before somebody else's response.
 */
export async function putResponse(
  tx: Tx,
  thing: Responding,
  input: ResponseInput,
  by: Responder,
  now: Date,
): Promise<void> {
  const reason = prepareText(input.reason, { max: limits.reason });
  if (isRefusal(reason)) throw refuse('invalid', reason.message, reason.values, { reason: reason.message });
  const [voice] = await tx<{ id: number; state: VoiceState; version: number | null }[]>`
    select v.id, v.state, (select r.version from voice_response r where r.voice_id = v.id and r.citing_kind = ${thing.kind} and r.citing_id = ${thing.id}) as version
    from voice v where v.reference = ${input.voice} and v.kind = 'theme' and ${citedIn(tx, thing)} for update of v`;
  if (!voice) throw refuse('not-found', 'shared:errors.not-found');
  if (voice.state === 'gone') throw refuse('closed', 'heard:refusals.withdrawn');
  if ((voice.version ?? 0) !== input.version) throw refuse('conflict', 'heard:refusals.answered-meanwhile');
  await tx`
    insert into voice_response (voice_id, citing_kind, citing_id, decision, reason, language, by_person, organisation_id, at)
    values (${voice.id}, ${thing.kind}, ${thing.id}, ${input.decision}, ${reason.text}, ${input.language}, ${by.person}, ${by.organisation}, ${now})
    on conflict (voice_id, citing_kind, citing_id) do update set decision = excluded.decision, reason = excluded.reason,
      language = excluded.language, by_person = excluded.by_person, organisation_id = excluded.organisation_id, at = excluded.at,
      version = voice_response.version + 1, is_told = false`;
  if (unansweredAmong(await listThemes(tx, thing)).length === 0) await finishTasks(tx, { key: respondKey(thing) });
  await announce(tx, 'voice.responded', { voice: voice.id });
}

/** Takes over what the room has released: those that are new, and those that are given again. Returns whether any came. */
export async function takeReleased(tx: Tx, released: { voice: string; kind: VoiceKind }[]): Promise<boolean> {
  let came = false;
  for (const { voice, kind } of released) {
    const [added] = await tx`
      insert into voice (reference, kind) values (${voice}, ${kind}) on conflict (reference) do nothing returning id`;
    came ||= added !== undefined;
    if (!added) came = (await takeState(tx, voice, 'released')) || came;
  }
  return came;
}

/**
 * Takes over how a voice stands: its citations are marked, and those who own what cites it are told. What is gone stays so.
 * True where that is news.
 */
export async function takeState(tx: Tx, reference: string, state: VoiceState): Promise<boolean> {
  const [voice] = await tx<{ id: number }[]>`
    update voice set state = ${state} where reference = ${reference} and state <> ${state} and state <> 'gone' returning id`;
  if (!voice) return false;
  if (state === 'released') await markSourceShown(tx, { kind: 'voice', id: voice.id, version: 1 });
  else await markSourceChanged(tx, { kind: 'voice', id: voice.id, state: state === 'gone' ? 'gone' : 'hidden' });
  if (state === 'gone') await tellCopiesOf(tx, voice.id);
  await announce(tx, 'voice.changed', { voice: voice.id });
  return true;
}

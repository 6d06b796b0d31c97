import type { Tx } from '../../../db/connect';
import type { VoiceState } from './protocol';

/**
 * Tells the platform that a voice (excerpt or theme) came, is withheld, or is gone, in the deed's own transaction. To be called by
 * every deed after which `read` would answer otherwise: a release, a withdrawal, a consent that is changed or ends, a theme
 * that loses its need. Twice the same is harmless; what is `gone` stays so.
 */
export async function tellVoice(tx: Tx, voice: string, state: VoiceState): Promise<void> {
  await tellVoices(tx, [voice], state);
}

/** The same for several, in an order that tells nothing of their making. */
export async function tellVoices(tx: Tx, voices: string[], state: VoiceState): Promise<void> {
  if (voices.length === 0) return;
  // One after the other until the end of the deed: a lower number that came to be seen after a higher one would be passed over.
  await tx`select pg_advisory_xact_lock(hashtext('voice_change'))`;
  await tx`
    insert into voice_change (voice, state) select v, ${state} from unnest(${voices}::uuid[]) v order by random()`;
}

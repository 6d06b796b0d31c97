import type { Answered, Asked, Audience, Question, Surface, VoiceAnswer } from '../voices/door/protocol';

/** The platform's side of the survivor room's one door. Nothing that it answers is kept. */
export interface Voices {
  /** Words or markers for these readers, at this moment; `silent` for all where the room does not answer within a second. */
  read(voices: string[], audience: Audience, surface: Surface): Promise<Map<string, VoiceAnswer>>;
  /** Another question; null where the room does not answer. */
  ask<Q extends Exclude<Question, 'read'>>(question: Q, input: Asked<Q>): Promise<Answered<Q> | null>;
}

/**
 * Where a voice is to stand in a page, as HTML: the reference and nothing else. The process puts the words in when the page is
 * sent, see fill.server.ts. What is inside is drawn anew by the browser's part, which looks for the same two attributes.
 */
export function placeOfVoice(voice: string, on: Surface = 'document'): string {
  return `<span data-voice="${voice}" data-on="${on}"></span>`;
}

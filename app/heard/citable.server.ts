import { type Audience, hasWords } from '../voices/door/protocol';
import type { Voices } from './voices';

/**
 * Which of these voices the room gives to these readers to choose from, at this moment: by their references. The words are dropped
 * where they came; where the room is silent there is none.
 */
export async function citableBy(voices: Voices, references: string[], audience: Audience): Promise<Set<string>> {
  if (references.length === 0) return new Set();
  const answers = await voices.read(references, audience, 'choosing');
  return new Set(references.filter((reference) => hasWords(answers.get(reference) ?? { marker: 'silent' })));
}

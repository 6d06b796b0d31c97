import type { JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { TFunction } from 'i18next';
import type { Voices } from '../../heard/voices';
import { hasWords, isVoiceId, most, type VoiceAnswer } from '../../voices/door/protocol';
import type { CarriedThread } from './carried';

/**
 * A text to be carried out of the platform: in the place of each survivor's voice its words, where it may be published
 * outside, and else what says that one stands there. Asked at each request, and of the file nothing is kept.
 */
export async function withVoices(
  text: Node,
  threads: CarriedThread[],
  voices: Voices,
  t: TFunction,
): Promise<{ text: JSONContent; threads: CarriedThread[] }> {
  const places: { at: number; voice: unknown }[] = [];
  text.descendants((node, at) => {
    if (node.type.name === 'voice') places.push({ at, voice: node.attrs.id });
  });
  const json = text.toJSON() as JSONContent;
  if (places.length === 0) return { text: json, threads };
  const ids = [...new Set(places.map(({ voice }) => voice))].filter(isVoiceId).slice(0, most.voices);
  const read = await voices.read(ids, 'public', 'file');
  const said = (voice: unknown) => saidOf(read.get(String(voice)) ?? { marker: 'silent' }, t);
  const moved = (position: number) =>
    places.reduce((to, { at, voice }) => (at < position ? to + said(voice).length - 1 : to), position);
  return {
    text: replaced(json, said),
    threads: threads.map((thread) => ({ ...thread, from: moved(thread.from), to: moved(thread.to) })),
  };
}

function saidOf(answer: VoiceAnswer, t: TFunction): string {
  if (!hasWords(answer)) return `[${t(answer.marker === 'withdrawn' ? 'heard:marker.withdrawn' : 'heard:file')}]`;
  const words = answer.form === 'quote' ? `“${answer.words}”` : answer.words;
  return `${words.replace(/\s+/g, ' ')} (${t(`heard:form.${answer.form}`)})`;
}

function replaced(node: JSONContent, said: (voice: unknown) => string): JSONContent {
  if (node.type === 'voice')
    return { type: 'text', text: said(node.attrs?.id), ...(node.marks ? { marks: node.marks } : {}) };
  return node.content ? { ...node, content: node.content.map((inner) => replaced(inner, said)) } : node;
}

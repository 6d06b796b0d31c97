import type { TFunction } from 'i18next';
import { escapeHtml } from '../shared/rich-text/render.server';
import {
  type Audience,
  hasWords,
  isVoiceId,
  most,
  type Surface,
  surfaces,
  type VoiceAnswer,
} from '../voices/door/protocol';
import type { Voices } from './voices';

const start = '<span data-voice="';
const place = /<span data-voice="([\da-f-]{36})"(?: data-on="([a-z-]{1,20})")?><\/span>/g;

/** Whether a page has a place for a voice: then it is never kept, and is sent `no-store`. */
export function holdsVoices(page: Buffer): boolean {
  return page.includes(start);
}

interface Filling {
  voices: Voices;
  audience: Audience;
  t: TFunction;
}

/**
 * Puts words, or why there are none, into every place of a page. The one point of the platform where a survivor's words come
 * into anything: the last before the page is sent. What a surface may show, and to whom, the room decides.
 */
export async function fillVoices(page: string, { voices, audience, t }: Filling): Promise<string> {
  const wanted = new Map<Surface, Set<string>>();
  for (const [, voice, on] of page.matchAll(place)) {
    if (!isVoiceId(voice)) continue;
    const surface = surfaceOf(on);
    wanted.set(surface, (wanted.get(surface) ?? new Set()).add(voice));
  }
  const read = new Map<Surface, Map<string, VoiceAnswer>>();
  for (const [surface, some] of wanted) {
    read.set(surface, await voices.read([...some].slice(0, most.voices), audience, surface));
  }
  return page.replace(place, (_, voice: string, on: string | undefined) => {
    const answer = read.get(surfaceOf(on))?.get(voice) ?? { marker: 'silent' };
    return `<span data-voice="${voice}"${on ? ` data-on="${on}"` : ''} class="voice">${insideOf(answer, t)}</span>`;
  });
}

function surfaceOf(on: string | undefined): Surface {
  return surfaces.find((s) => s === on) ?? 'document';
}

function insideOf(answer: VoiceAnswer, t: TFunction): string {
  if (!hasWords(answer)) {
    // By this an open page knows that it has to ask again.
    const again = answer.marker === 'silent' ? ' data-silent' : '';
    return `<em class="voice-none"${again}>${escapeHtml(t(`heard:marker.${answer.marker}`))}</em>`;
  }
  const element = answer.form === 'quote' ? 'q' : 'span';
  const words = escapeHtml(answer.words).replaceAll('\n', '<br>');
  const by = answer.provenance === 'group' ? 'group' : answer.form;
  return `<${element} class="voice-words" lang="${answer.language}" dir="auto">${words}</${element}> <small class="voice-form">${escapeHtml(t(`heard:form.${by}`))}</small>`;
}

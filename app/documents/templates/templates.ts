import type { JSONContent } from '@tiptap/core';
import { isLanguage } from '../../shared/languages';
import type { TemplateName } from '../document';
import { emptyText } from '../text/yjs';
import { decision } from './decision';
import { jointProgramme } from './joint-programme';
import { textFrom } from './shape';

/**
 * What a document of this template begins with. In a language that no template is written in, in English. Begun from a programme,
 * a joint programme's document shows that one's data in the place of tables to be typed.
 */
export function templateText(name: TemplateName, language: string, programme: number | null = null): JSONContent {
  if (name === 'blank') return emptyText;
  return textFrom(name === 'decision' ? decision : jointProgramme, isLanguage(language) ? language : 'en', programme);
}

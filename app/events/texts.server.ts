import { renderText } from '../shared/rich-text/render.server';

/** A text as it is stored: as it was typed, and as it is shown under a heading of the second level. */
export function rendered(text: string | null): { text: string; html: string } {
  return text ? { text, html: renderText(text, { headingBase: 2 }).html } : { text: '', html: '' };
}

import { parseMarkdown } from './dialect';

/** Whom a handle names, for the page: `href` where the reader may open their page. */
export interface Mentioned {
  kind: 'person' | 'organisation';
  name: string;
  href?: string;
}

/** By handle, in lower case. */
export type Mentions = ReadonlyMap<string, Mentioned>;

/** More would make one post a way to send mail to everyone. */
export const mostMentions = 20;

/**
 * The handles that a text mentions, in lower case, each once, in their order, 20 at most. Not those in links, in code,
 * in e-mail addresses or behind a backslash: exactly those that `renderText` would show as mentions.
 */
export function findHandles(markdown: string): string[] {
  if (!markdown.includes('@')) return [];
  const handles = new Set<string>();
  for (const block of parseMarkdown(markdown)) {
    for (const token of block.children ?? []) {
      if (token.type === 'mention') handles.add(token.meta as string);
      if (handles.size === mostMentions) return [...handles];
    }
  }
  return [...handles];
}

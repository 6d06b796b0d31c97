import { z } from 'zod';
import { contentLanguages } from '../../shared/languages';
import { idTyped, lineOrNothing } from '../../shared/typed';
import { limits, readerships } from '../document';
import { type LeftOut, type LeftOutKind, leftOutKinds } from './carried';

const field = 'shared:errors.field';

/** A document from a file; without a title it takes the file's. */
export const importForm = z.object({
  title: lineOrNothing({ max: limits.title, long: 'documents:mistakes.too-long' }),
  language: z.enum(contentLanguages, field),
  lead: idTyped('documents:mistakes.lead'),
  readers: z.enum(readerships, field),
  once: z.uuid(field),
});

/** What an import says of itself, carried in the address of the page that tells it: nothing of it is kept. */
export interface ImportReport {
  left: LeftOut[];
  suggestions: number;
  comments: number;
}

export function reportInAddress({ left, suggestions, comments }: ImportReport): string {
  // What came along and what did not are counted under names of their own: there are comments among both.
  const search = new URLSearchParams(left.map(({ what, count }) => [`left-${what}`, String(count)]));
  search.set('suggestions', String(suggestions));
  search.set('comments', String(comments));
  return search.toString();
}

export function reportFromAddress(search: URLSearchParams): ImportReport {
  const number = (name: string) => {
    const written = search.get(name) ?? '';
    return /^[1-9]\d{0,5}$/.test(written) ? Number(written) : 0;
  };
  const left = leftOutKinds
    .map((what: LeftOutKind) => ({ what, count: number(`left-${what}`) }))
    .filter(({ count }) => count > 0);
  return { left, suggestions: number('suggestions'), comments: number('comments') };
}

import type { CarriedComment } from './carried';
import type { WordPackage } from './docx-package';
import { importLimits } from './refusals';
import type { ReadThread } from './thread-edges';
import { childrenOf, within, wordsOf } from './xml';

interface Found {
  id: string;
  comment: CarriedComment;
  /** Ties a comment to its thread in the part that newer versions of Word write beside. */
  paragraph: string;
}

/** The comments of a file as threads: an answer stands under what it answers to. */
export async function readComments(file: WordPackage): Promise<ReadThread[]> {
  const part = await file.part('comments');
  const extended = await file.part('commentsExtended');
  const found = childrenOf(part?.xml, 'comment')
    .slice(0, importLimits.threads)
    .map((element): Found => {
      const lines = within(element, 'p');
      const at = element.attributes.date ?? '';
      return {
        id: element.attributes.id ?? '',
        paragraph: lines.at(-1)?.attributes.paraId ?? '',
        comment: {
          author: (element.attributes.author ?? '').replace(/\s+/g, ' ').trim().slice(0, 120),
          at: Number.isNaN(Date.parse(at)) ? '' : new Date(at).toISOString(),
          words: lines
            .map((line) => within(line, 't').map(wordsOf).join(''))
            .join('\n')
            .trim(),
        },
      };
    });
  const about = new Map(
    childrenOf(extended?.xml, 'commentEx').map(({ attributes }) => [attributes.paraId ?? '', attributes]),
  );
  const threads = new Map<string, ReadThread>();
  const rootOf = (paragraph: string): string => {
    const parent = about.get(paragraph)?.paraIdParent;
    return parent && parent !== paragraph ? parent : paragraph;
  };
  for (const { id, comment, paragraph } of found) {
    const key = paragraph ? rootOf(paragraph) : `id ${id}`;
    const thread = threads.get(key);
    if (thread) {
      thread.ids.push(id);
      thread.comments.push(comment);
    } else
      threads.set(key, { ids: [id], resolved: /^(1|true)$/.test(about.get(key)?.done ?? ''), comments: [comment] });
  }
  return [...threads.values()].filter((thread) => thread.comments.some(({ words }) => words));
}

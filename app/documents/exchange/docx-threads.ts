import { type ICommentOptions, Paragraph } from 'docx';
import { isRightToLeft } from '../text/direction';
import type { CarriedThread } from './carried';
import { plainRuns } from './docx-runs';

/** Word's threads are flat, and answers name what they answer to. */
export class ThreadsForWord {
  readonly comments: ICommentOptions[] = [];
  /** The numbers of its comments, by the place of a thread among the threads. */
  readonly numbers: number[][] = [];

  constructor(threads: CarriedThread[]) {
    for (const thread of threads) this.#take(thread);
  }

  #take(thread: CarriedThread): void {
    const ids = thread.comments.map(() => this.comments.length).map((first, i) => first + i);
    this.numbers.push(ids);
    thread.comments.forEach((comment, i) => {
      this.comments.push({
        id: ids[i]!,
        author: comment.author,
        initials: initials(comment.author),
        ...(comment.at ? { date: new Date(comment.at) } : {}),
        ...(i > 0 ? { parentId: ids[0]! } : {}),
        resolved: thread.resolved,
        children: comment.words.split('\n').map(
          (words) =>
            new Paragraph({
              style: 'CommentText',
              bidirectional: isRightToLeft(words),
              children: plainRuns(words),
            }),
        ),
      });
    });
  }
}

function initials(name: string): string {
  return (
    Array.from(name.matchAll(/(?:^|\s)(\p{L})/gu), ([, letter]) => letter)
      .join('')
      .slice(0, 3) || '?'
  );
}

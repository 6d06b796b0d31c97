import { type Handed, handOver, takeOver } from '../shared/handing';
import type { DiscussionPage } from './page.server';

/**
 * The page of a discussion for the browser. The words of its posts stand in the page already and are most of it: beside
 * a whole page they are not sent again.
 */
export function handPage(page: DiscussionPage, asked: { reader: unknown; wholePage: boolean }): Handed<DiscussionPage> {
  if (!asked.wholePage) return handOver(page);
  // Visitors' pages run no React.
  if (!asked.reader) return handOver(page, null);
  return handOver(page, { ...page, posts: page.posts.map(({ html: _, ...post }) => post) });
}

/** The same on the other side, the words read where they stand. */
export function takePage(handed: Handed<DiscussionPage>): DiscussionPage {
  return takeOver(handed, (page) => ({
    ...page,
    posts: page.posts.map((post) =>
      'html' in post ? post : Object.assign(post as object, { html: wordsOf(post) }),
    ) as DiscussionPage['posts'],
  }));
}

function wordsOf({ id }: { id: number }): string {
  return document.querySelector(`#post-${id} > .words`)?.innerHTML ?? '';
}

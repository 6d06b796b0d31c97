import { type Handed, handOver, takeOver } from '../shared/handing';
import type { DiscussionPage } from './page.server';

type Post = DiscussionPage['posts'][number];

/** What most posts have none of: sent only where there is something. */
const usual = {
  state: 'shown',
  version: 1,
  inReplyTo: null,
  editedAt: null,
  tombstone: null,
  erasures: [],
  movedTo: null,
  attachments: [],
  reactions: {},
  translations: [],
  citedIn: [],
  citedInDocuments: [],
  citedInClaims: [],
  mine: false,
  reacted: [],
  flagged: [],
} satisfies Partial<Post>;

/**
 * The page of a discussion for the browser. The words of its posts stand in the page already and are most of it: beside
 * a whole page they are not sent again.
 */
export function handPage(page: DiscussionPage, asked: { reader: unknown; wholePage: boolean }): Handed<DiscussionPage> {
  return handOver('discussion', page, asked, (whole) => ({ ...whole, posts: whole.posts.map(withoutUsual) }));
}

/** The same on the other side, the words read where they stand. */
export function takePage(handed: Handed<DiscussionPage>): DiscussionPage {
  return takeOver(handed, (page) => ({ ...page, posts: page.posts.map(withUsual) }));
}

function withoutUsual(post: Post): Partial<Post> {
  const sent: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(post)) {
    if (name !== 'html' && !isUsual(name, value)) sent[name] = value;
  }
  return sent as Partial<Post>;
}

function isUsual(name: string, value: unknown): boolean {
  if (!(name in usual)) return false;
  const none = usual[name as keyof typeof usual];
  if (value === null || typeof value !== 'object') return value === none;
  return none !== null && Object.keys(value).length === 0;
}

function withUsual(post: Post): Post {
  return 'html' in post ? post : { ...usual, ...(post as Post), html: wordsOnPage(post) };
}

function wordsOnPage({ id }: { id: number }): string {
  return document.querySelector(`#post-${id} > .words`)?.innerHTML ?? '';
}

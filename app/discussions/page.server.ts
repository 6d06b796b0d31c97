import { randomUUID } from 'node:crypto';
import { followPart } from '../notices/following';
import { sectorKeys } from '../organisations/sectors';
import type { Asked } from '../shared/edge.server';
import { idOf } from '../shared/edge.server';
import { isContentLanguage } from '../shared/languages';
import { quoteOf } from '../shared/rich-text/quote';
import {
  currentPhase,
  mayFacilitate,
  mayKeepDraft,
  mayTakePart,
  nextInstant,
  openPhase,
  stateOf,
  whyNotPost,
} from './discussion';
import { pageSearch } from './forms';
import { readDiscussion } from './queries/discussion.server';
import { pageLength, readPosts } from './queries/posts.server';

/**
 * All that the page of a discussion shows, in two statements. Opens where this reader left off, unless the address
 * names a page.
 */
export async function loadDiscussionPage(asked: Asked) {
  const { sql, reader, language, params, url, keep } = asked;
  const now = asked.now();
  const search = pageSearch.parse(Object.fromEntries(url.searchParams));
  const about = search.reply ?? search.quote ?? null;
  const head = await readDiscussion(sql, reader, idOf(params.id), language, search.reply ?? null);
  const pages = Math.max(1, Math.ceil(head.rowCount / pageLength));
  const unreadFrom = head.read && head.read.count < head.rowCount ? head.read.count : null;
  const page = Math.min(search.page ?? (unreadFrom === null ? 1 : Math.floor(unreadFrom / pageLength) + 1), pages);
  const posts = await readPosts(sql, reader, head, { discussion: head.id, page }, language);

  const state = stateOf(head, now);
  const phase = currentPhase(head.phases, now);
  const no = whyNotPost(head, reader, head.tie, now);
  const facilitates = mayFacilitate(reader, head.tie);
  if (head.readers === 'public' && head.announcedAt) {
    keep({
      tags: [`discussion:${head.id}`, 'consultations', 'everything'],
      until: wordsChangeAt(nextInstant(head, now), now),
    });
  }
  const answered = about ? posts.find((p) => p.id === about) : undefined;
  return {
    id: head.id,
    slug: head.slug,
    path: `/discussions/${head.id}/${head.slug}`,
    title: head.title,
    textLanguage: head.textLanguage,
    introductionHtml: head.introductionHtml,
    state,
    readers: head.readers,
    moderation: head.moderation,
    timeZone: head.timeZone,
    region: head.region,
    phases: head.phases.map((p) => ({
      id: p.id,
      position: p.position,
      title: p.title,
      question: p.question,
      language: p.language,
      opensAt: p.opensAt.toISOString(),
      closesAt: p.closesAt.toISOString(),
    })),
    phase: phase?.id ?? null,
    phaseIsOpen: openPhase(head.phases, now) !== undefined,
    facilitators: head.facilitators,
    askedBy: head.askedBy,
    postCount: head.postCount,
    organisationCount: head.organisationCount,
    sectors: sectorKeys.map((sector) => ({ sector, count: head.sectors[sector] ?? 0 })),
    invitedOrganisations: head.invitedOrganisations.map((o) => o.name),
    posts,
    page,
    pages,
    firstUnread: head.read ? (posts.find((p) => p.ordinal > head.read!.ordinal)?.id ?? null) : null,
    now: now.toISOString(),
    facilitates,
    mayReact: state === 'open' && mayTakePart(head, reader, head.tie),
    mayEdit: state === 'open',
    composer:
      reader && mayKeepDraft(head, reader, head.tie)
        ? {
            once: randomUUID(),
            why: no ? { message: no.message, values: no.values } : null,
            language: head.draft?.language ?? (isContentLanguage(language) ? language : 'en'),
            body: [head.draft?.body, search.quote && answered ? quoteOf(plainOf(answered.html)) : '']
              .filter(Boolean)
              .join('\n\n'),
            keptBecause: head.draft?.keptBecause ?? null,
            savedAt: head.draft?.updatedAt ?? null,
            files: head.draft?.files ?? [],
            inReplyTo:
              answered && answered.state === 'shown' ? { id: answered.id, author: answered.author.name } : null,
          }
        : null,
    // Null for visitors, who follow nothing.
    follows: followPart(reader, head.follows),
    signInToPost: !reader && state === 'open',
  };
}

/**
 * When what the page says of the next instant ("closes in 3 days") becomes wrong by more than its own step: a kept page
 * is rendered anew by then.
 */
function wordsChangeAt(instant: Date | null, now: Date): Date | null {
  if (!instant) return null;
  const left = instant.getTime() - now.getTime();
  const step = left > 48 * 3_600_000 ? 3_600_000 : left > 3_600_000 ? 300_000 : 30_000;
  return new Date(Math.min(instant.getTime(), now.getTime() + step));
}

export type DiscussionPage = Awaited<ReturnType<typeof loadDiscussionPage>>;

/** The words of rendered HTML, for a quotation: it was rendered from a closed list of tags. */
function plainOf(html: string): string {
  return html
    .replace(/<\/(p|li|h\d|blockquote)>|<br>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&#x27;/g, "'")
    .replace(/&amp;/g, '&')
    .trim();
}

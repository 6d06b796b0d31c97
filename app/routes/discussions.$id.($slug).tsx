import { redirect } from '@remix-run/node';
import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { chosenFiles, cleanFiles } from '~/attachments/commands.server';
import { ConversationPage } from '~/discussions/components/conversation-page';
import { keepDraft, removeDraftFile, wordsErased } from '~/discussions/drafts.server';
import { draftForm, fileToRemove, postForm, reactForm, readForm } from '~/discussions/forms';
import { handPage, takePage } from '~/discussions/handed-page';
import { loadDiscussionPage } from '~/discussions/page.server';
import { markRead, react, writePost } from '~/discussions/posting.server';
import { deed, goTo, idOf, page, parseAsTyped, parseForm, signedIn } from '~/shared/edge.server';
import { isRefusal, refuse } from '~/shared/refusal';

export const loader = page(async (asked) => {
  const data = await loadDiscussionPage(asked);
  // The slug is for people; an old or mistyped one leads to the right address.
  if (asked.params.slug !== data.slug && !asked.url.pathname.endsWith('.data')) {
    throw redirect(data.path + asked.url.search, 301);
  }
  return handPage(data, asked);
});

export const meta: MetaFunction<typeof loader> = ({ data: handed }) => {
  const data = handed && takePage(handed);
  return [
    { title: data ? `${data.title} · Plenary` : 'Plenary' },
    ...(data?.readers === 'public'
      ? [
          {
            tagName: 'link',
            rel: 'alternate',
            type: 'application/atom+xml',
            href: `/discussions/${data.id}.atom`,
            title: data.title,
          },
        ]
      : []),
  ];
};

export const action = deed(async (asked) => {
  const { sql, form, params, limit } = asked;
  const reader = signedIn(asked);
  const id = idOf(params.id);
  const now = asked.now();
  const here = asked.url.pathname;
  switch (form.typed.deed) {
    case 'post': {
      const as = String(form.data.get('as') ?? 'post');
      const remove = fileToRemove(as);
      if (as === 'draft' || remove) {
        await limit('write', String(reader.id));
        const draft = { discussion: id, ...parseAsTyped(form, draftForm) };
        // The words first: a file may be refused, or take its time.
        const kept = await keepDraft(sql, reader, draft);
        if ('erased' in kept) throw wordsErased();
        if (remove) await removeDraftFile(sql, reader, remove);
        if (chosenFiles(form.data).length > 0) {
          await limit('upload', String(reader.id));
          await keepDraft(sql, reader, { ...draft, since: undefined }, await cleanFiles(form.data, asked.cleanFile));
        }
        return goTo(`${here}${draft.inReplyTo ? `?reply=${draft.inReplyTo}` : ''}#composer`);
      }
      const input = parseForm(form, postForm);
      await limit('post', String(reader.id));
      const files = await cleanFiles(form.data, asked.cleanFile);
      try {
        const answer = form.typed.withoutReply ? { inReplyTo: null, draftOf: input.inReplyTo } : {};
        const post = await writePost(sql, reader, { discussion: id, ...input, ...answer, files }, now);
        return goTo(`/posts/${post.id}`);
      } catch (e) {
        // Too late, or held up by the hour: what was written and chosen is kept for its author.
        if (isRefusal(e) && e.kind === 'closed')
          await keepDraft(sql, reader, { discussion: id, ...input, because: 'closed' }, files);
        throw e;
      }
    }
    case 'react': {
      await limit('write', String(reader.id));
      const input = parseForm(form, reactForm);
      await react(sql, reader, input, now);
      return goTo(`/posts/${input.post}`);
    }
    case 'read': {
      await limit('write', String(reader.id));
      await markRead(sql, reader, { discussion: id, ...parseForm(form, readForm) });
      return goTo(here);
    }
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export default function Discussion() {
  return <ConversationPage data={takePage(useLoaderData<typeof loader>())} />;
}

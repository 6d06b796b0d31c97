import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { Moderate } from '~/facilitation/components/moderate';
import { deedsFor } from '~/facilitation/facilitation';
import { keepPost } from '~/facilitation/flags.server';
import { moveForm, reasonForm } from '~/facilitation/forms';
import { hidePost, letThrough, showPostAgain } from '~/facilitation/moderation.server';
import { movePost } from '~/facilitation/moving.server';
import { readPostToMove } from '~/facilitation/queries.server';
import { subjectView } from '~/facilitation/subject';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { flags, places, ...post } = await readPostToMove(asked.sql, reader, idOf(asked.params.id), asked.language);
  return {
    post: subjectView(post),
    deeds: deedsFor(post.state),
    flags,
    places,
    zone: reader.timeZone,
    title: asked.t('facilitation:moderate.title'),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const post = idOf(asked.params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  switch (form.typed.deed) {
    case 'let-through':
      await letThrough(sql, reader, post, now);
      break;
    case 'hide':
    case 'refuse':
      await hidePost(sql, reader, { post, ...parseForm(form, reasonForm) }, now, form.typed.deed);
      break;
    case 'show':
      await showPostAgain(sql, reader, post, now);
      break;
    case 'keep':
      await keepPost(sql, reader, post, now);
      break;
    case 'move':
      await movePost(sql, reader, { post, ...parseForm(form, moveForm) }, now);
      break;
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(`/posts/${post}`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function ModeratePage() {
  return <Moderate {...useLoaderData<typeof loader>()} />;
}

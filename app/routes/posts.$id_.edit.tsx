import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { EditPost } from '~/discussions/components/edit-post';
import { editForm } from '~/discussions/forms';
import { editPost } from '~/discussions/posting.server';
import { readPostToEdit } from '~/discussions/queries/post.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';

export const loader = page(async (asked) => ({
  ...(await readPostToEdit(asked.sql, active(asked), idOf(asked.params.id), asked.now())),
  title: asked.t('discussions:edit.title'),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const reader = active(asked);
  const id = idOf(asked.params.id);
  await asked.limit('post', String(reader.id));
  await editPost(asked.sql, reader, { post: id, ...parseForm(asked.form, editForm) }, asked.now());
  return goTo(`/posts/${id}`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Edit() {
  return <EditPost post={useLoaderData<typeof loader>()} />;
}

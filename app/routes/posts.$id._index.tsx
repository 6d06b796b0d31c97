import { redirect } from '@remix-run/node';
import { findPlaceOfPost } from '~/discussions/queries/post.server';
import { idOf, page } from '~/shared/edge.server';

/** A post's permanent address: leads to where it stands now, on its page of its discussion. */
export const loader = page(async ({ sql, reader, params }) => {
  const { path, page: at, id } = await findPlaceOfPost(sql, reader, idOf(params.id));
  throw redirect(`${path}${at > 1 ? `?page=${at}` : '?page=1'}#post-${id}`, 303);
});

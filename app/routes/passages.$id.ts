import { redirect } from '@remix-run/node';
import { findPassage } from '~/documents/queries/reading.server';
import { idOf, page } from '~/shared/edge.server';

/** A passage's permanent address: leads to its place in its document. */
export const loader = page(async ({ sql, reader, params, language, now }) => {
  const { path } = await findPassage(sql, reader, idOf(params.id), language, now());
  throw redirect(path, 303);
});

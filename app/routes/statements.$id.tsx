import { redirect } from '@remix-run/node';
import { idOf, page } from '~/shared/edge.server';
import { findPlaceOfStatement } from '~/synthesis/queries/reading.server';

/** A statement's permanent address: leads to its place in its synthesis. */
export const loader = page(async ({ sql, reader, params }) => {
  const id = idOf(params.id);
  const { discussion } = await findPlaceOfStatement(sql, reader, id);
  throw redirect(`/discussions/${discussion}/synthesis#statement-${id}`, 303);
});

import { markNotices } from '~/notices/commands/reading.server';
import { placeOfNotice } from '~/notices/queries/notices.server';
import { goTo, idOf, page, signedIn } from '~/shared/edge.server';

/** To what a notice tells of; on the way there it is read. */
export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, params } = asked;
  const id = idOf(params.id);
  const place = await placeOfNotice(sql, reader, id, asked.now());
  await markNotices(sql, reader, [id], true);
  throw goTo(place);
});

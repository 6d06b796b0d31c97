import { redirect } from '@remix-run/node';
import { openJoining } from '~/events/registration/joining.server';
import { idOf, page, signedIn } from '~/shared/edge.server';

/** Leads whoever may join to where the event takes place; the address is in no page but their own. */
export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const url = await openJoining(asked.sql, idOf(asked.params.id), reader, asked.now());
  throw redirect(url, {
    status: 303,
    headers: { 'Cache-Control': 'private, no-store', 'Referrer-Policy': 'no-referrer' },
  });
});

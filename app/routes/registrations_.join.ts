import { redirect } from '@remix-run/node';
import { openJoining } from '~/events/registration/joining.server';
import { registrationByToken } from '~/events/registration/queries.server';
import { page } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';

/** The same for those without an account, by the link of their mail. */
export const loader = page(async ({ sql, url, now }) => {
  const token = url.searchParams.get('token');
  const own = await registrationByToken(sql, token, now());
  if (!own) throw refuse('not-found', 'shared:errors.not-found');
  const to = await openJoining(sql, own.eventId, token, now());
  throw redirect(to, {
    status: 303,
    headers: { 'Cache-Control': 'private, no-store', 'Referrer-Policy': 'no-referrer' },
  });
});

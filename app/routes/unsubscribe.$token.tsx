import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LeavePage } from '~/notices/components/leave-page';
import { leave, readLeaving } from '~/notices/leaving.server';
import { activityOf } from '~/notices/notice';
import { findActivity } from '~/notices/queries/activities.server';
import { deed, goTo, page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

/** Says what would end, and ends nothing: mail programs and scanners open every link of a mail. */
export const loader = page(async (asked) => {
  const { sql, params, url, t } = asked;
  const leaving = await readLeaving(sql, params.token);
  const { list } = leaving;
  const activity = activityOf(list);
  // Whoever has the link need not be signed in: a title is said only where everyone may know it.
  const seen = activity && (await findActivity(sql, null, activity.activity, activity.id, asked.now(), asked.language));
  return {
    title: t('notices:leave.title'),
    of: activity?.activity ?? (list as 'news' | 'digest'),
    name: seen && !seen.discreet ? seen.title : null,
    hasAccount: 'person' in leaving,
    done: url.searchParams.get('done') === 'yes',
  };
});

/**
 * Without a session and from anywhere, as RFC 8058 asks: the address is signed. A mail program gets its answer at once; a
 * person who has pressed the button gets the page.
 */
export const action = deed(async (asked) => {
  const { sql, params, form } = asked;
  const leaving = await readLeaving(sql, params.token);
  await leave(sql, leaving, asked.now());
  if (form.typed.deed === 'leave') return goTo(`/unsubscribe/${params.token}?done=yes`);
  return data({ done: true as const });
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Unsubscribe() {
  const { of, name, hasAccount, done } = useLoaderData<typeof loader>();
  const answer = useActionData<{ done?: true }>();
  return <LeavePage of={of} title={name} hasAccount={hasAccount} done={done || answer?.done === true} />;
}

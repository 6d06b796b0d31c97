import { useLoaderData } from '@remix-run/react';
import { MinutesPage } from '~/committee/components/minutes-page';
import { approveForm, putMinutesForm, sayOfMinutesForm } from '~/committee/forms';
import { approveMinutes, putMinutes, sayOfMinutes } from '~/committee/meetings/approving.server';
import { publishMinutes } from '~/committee/meetings/minutes.server';
import { loadMinutes } from '~/committee/meetings/minutes-page.server';
import { readMeetingRules } from '~/committee/meetings/rules.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadMinutes(asked);
  return { title: data.title, data };
});

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const id = idOf(asked.params.id);
  const reader = signedIn(asked);
  const now = asked.now();
  // Whoever may not see the meeting learns nothing from a form of theirs either.
  await readMeetingRules(sql, reader, id, now);
  await asked.limit('write', String(reader.id));
  const name = form.typed.deed ?? '';
  if (name.startsWith('say-')) await sayOfMinutes(sql, reader, id, parseForm(form, sayOfMinutesForm), now);
  else if (name === 'approve') await approveMinutes(sql, reader, id, parseForm(form, approveForm), now);
  else if (name === 'publish') await publishMinutes(sql, reader, id, now);
  else if (name === 'put')
    return goTo(`/decisions/${await putMinutes(sql, reader, id, parseForm(form, putMinutesForm), now)}/prepare`);
  else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo(`/committee/meetings/${id}/minutes`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Minutes() {
  const { data } = useLoaderData<typeof loader>();
  return <MinutesPage key={data.id} data={data} />;
}

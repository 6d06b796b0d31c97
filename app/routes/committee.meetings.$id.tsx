import { useLoaderData } from '@remix-run/react';
import { MeetingPage } from '~/committee/components/meeting-page';
import { actOnMeeting } from '~/committee/meetings/deeds.server';
import { loadMeeting } from '~/committee/meetings/page.server';
import { readMeetingRules } from '~/committee/meetings/rules.server';
import { deed, goTo, idOf, page, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadMeeting(asked);
  return { title: data.title, data };
});

export const action = deed(async (asked) => {
  const id = idOf(asked.params.id);
  const reader = signedIn(asked);
  // Whoever may not see it learns nothing from a form of theirs either.
  await readMeetingRules(asked.sql, reader, id, asked.now());
  await asked.limit('write', String(reader.id));
  return goTo((await actOnMeeting(asked, reader, id)) ?? `/committee/meetings/${id}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Meeting() {
  const { data } = useLoaderData<typeof loader>();
  return <MeetingPage key={data.id} data={data} once={data.once} />;
}

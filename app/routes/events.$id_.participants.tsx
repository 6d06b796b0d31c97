import { useLoaderData } from '@remix-run/react';
import { ParticipantsPage } from '~/events/registration/components/participants-page';
import { approve, decline, markAttendance, markJoined } from '~/events/registration/deciding.server';
import { approval, attendance, listSearch, refusal } from '~/events/registration/forms';
import { loadParticipants } from '~/events/registration/participants.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, params, language, url, t } = asked;
  const search = listSearch.parse(Object.fromEntries(url.searchParams));
  const data = await loadParticipants(sql, reader, idOf(params.id), { ...search, language, now: asked.now() });
  return { title: `${t('registration:participants.title')} · ${data.event.title}`, data, zone: reader.timeZone };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, form, url } = asked;
  const reader = signedIn(asked);
  const event = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'approve':
      await approve(sql, reader, { event, ...parseForm(form, approval) }, asked.now());
      break;
    case 'decline':
      await decline(sql, reader, { event, ...parseForm(form, refusal) }, asked.now());
      break;
    case 'attendance':
      await markAttendance(sql, reader, { event, ...parseForm(form, attendance, ['listed', 'there']) }, asked.now());
      break;
    case 'joined':
      await markJoined(sql, reader, event, asked.now());
      break;
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(url.pathname.replace(/\.data$/, '') + url.search);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Participants() {
  return <ParticipantsPage {...useLoaderData<typeof loader>()} />;
}

import { useLoaderData } from '@remix-run/react';
import { chooseDefaults, chooseLevel, chooseMail } from '~/notices/commands/following.server';
import { FollowingPage } from '~/notices/components/following-page';
import { defaultsForm, followForm, mailForm } from '~/notices/forms';
import { readFollowing } from '~/notices/queries/following.server';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

const doneWords = ['level', 'defaults', 'mail'];

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, language, url, t } = asked;
  const done = url.searchParams.get('done') ?? '';
  return {
    title: t('notices:following.title'),
    ...(await readFollowing(sql, reader, language, asked.now())),
    zone: reader.timeZone,
    done: doneWords.includes(done) ? t(`notices:done.${done}`) : null,
  };
});

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  const { sql, form } = asked;
  await asked.limit('write', String(reader.id));
  const what = form.typed.deed ?? '';
  if (what === 'defaults') {
    await chooseDefaults(sql, reader, parseForm(form, defaultsForm));
    return goTo('/notices/following?done=defaults');
  }
  if (what === 'mail') {
    await chooseMail(sql, reader, parseForm(form, mailForm), asked.now());
    return goTo('/notices/following?done=mail');
  }
  if (!what.startsWith('follow-')) throw refuse('invalid', 'shared:errors.unreadable-form');
  const { activity, id, level, back } = parseForm(form, followForm);
  await chooseLevel(sql, reader, { activity, id, level }, asked.now());
  return goTo(back ? `/${activity}s/${id}` : '/notices/following?done=level');
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Following() {
  return <FollowingPage {...useLoaderData<typeof loader>()} />;
}

import { useLoaderData } from '@remix-run/react';
import { isActive } from '~/people/person';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';
import { finishMyTask } from '~/tasks/commands.server';
import { ForYou } from '~/tasks/components/for-you';
import { doneForm } from '~/tasks/forms';
import { mentionsAndDraftsOf, tasksFor } from '~/tasks/queries.server';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, language, t } = asked;
  const now = asked.now();
  const [tasks, rest] = await Promise.all([
    tasksFor(sql, reader, language, now),
    mentionsAndDraftsOf(sql, reader, language, now),
  ]);
  return {
    title: t('tasks:title'),
    ...tasks,
    ...rest,
    waiting: !isActive(reader),
    zone: reader.timeZone,
    now: now.toISOString(),
  };
});

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  await asked.limit('write', String(reader.id));
  await finishMyTask(asked.sql, reader, parseForm(asked.form, doneForm).task);
  return goTo('/for-you');
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function ForYouPage() {
  return <ForYou {...useLoaderData<typeof loader>()} />;
}

import { useLoaderData } from '@remix-run/react';
import { isSecretariat } from '~/people/person';
import { ListPage } from '~/questionnaires/components/list';
import { lineOf } from '~/questionnaires/feedback.server';
import { findNewest } from '~/questionnaires/found.server';
import { eventsWithout } from '~/questionnaires/queries/events-without.server';
import { page, signedIn } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const [found, events] = await Promise.all([
    findNewest(asked.sql, reader, asked.language),
    eventsWithout(asked.sql, reader, asked.language, asked.now()),
  ]);
  return {
    title: asked.t('questionnaires:title'),
    zone: reader.timeZone,
    mayPrepare: isSecretariat(reader),
    events,
    // What is for others, and closed, is nothing to do for this reader.
    questionnaires: found.map((q) => lineOf(q, asked)).filter((q) => q.isForReader || q.mayPrepare || q.hasResults),
  };
});

export const meta = titled;

export default function Questionnaires() {
  return <ListPage {...useLoaderData<typeof loader>()} />;
}

import { useLoaderData } from '@remix-run/react';
import { VoicesPage } from '~/heard/components/voices-page';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

/** What survivors released for everyone to read. Asked anew for each visit, and never kept. */
export const loader = page(async ({ voices, t }) => {
  const released = await voices.ask('released', {});
  const outside = (released?.voices ?? []).filter((v) => v.outside).map(({ voice, kind }) => ({ voice, kind }));
  return { title: t('heard:public.title'), voices: outside, silent: released === null };
});

export const meta = titled;

export default function Voices() {
  return <VoicesPage {...useLoaderData<typeof loader>()} />;
}

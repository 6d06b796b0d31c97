import { useLoaderData } from '@remix-run/react';
import { listForStart } from '~/discussions/start.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';
import { Start } from '~/shared/ui/start';

export const loader = page(async ({ sql, reader, language, now, keep, t }) => {
  const { until, ...lists } = await listForStart(sql, reader, language, now());
  keep({ tags: ['discussions'], until });
  return { title: t('shared:start.short-title'), lists: { ...lists, zone: reader?.timeZone ?? null } };
});

export const meta = titled;

export default function StartPage() {
  return <Start {...useLoaderData<typeof loader>().lists} />;
}

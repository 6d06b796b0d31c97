import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { History } from '~/facilitation/components/history';
import { compareAll } from '~/facilitation/history';
import { readHistory } from '~/facilitation/queries.server';
import { subjectView } from '~/facilitation/subject';
import { idOf, page } from '~/shared/edge.server';

export const loader = page(async (asked) => {
  const { sql, reader, params, language, t } = asked;
  const { versions, erasures, ...post } = await readHistory(sql, reader, idOf(params.id), language);
  const changes = compareAll(versions.map((v) => v.body));
  return {
    post: { ...subjectView(post), html: '' },
    versions: versions.map(({ version, at }, i) => ({ version, at, changes: changes[i]! })),
    more: (versions.at(-1)?.version ?? 1) > 1 && erasures.length === 0,
    erased: erasures.some((e) => e.what !== 'file'),
    zone: reader?.timeZone ?? 'UTC',
    title: t('facilitation:history.title'),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Plenary` },
  { name: 'robots', content: 'noindex' },
];

export default function HistoryPage() {
  return <History {...useLoaderData<typeof loader>()} />;
}

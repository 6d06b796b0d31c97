import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { DiscussionList } from '~/discussions/components/discussion-list';
import { nextInstant, stateOf } from '~/discussions/discussion';
import { listSearch } from '~/discussions/forms';
import { listDiscussions, listLength } from '~/discussions/queries/list.server';
import { placeName } from '~/organisations/places';
import { isSecretariat } from '~/people/person';
import { page } from '~/shared/edge.server';
import { handOver, takeOver } from '~/shared/handing';

export const loader = page(async (asked) => {
  const { sql, reader, language, url, keep, t } = asked;
  const now = asked.now();
  const search = listSearch.parse(Object.fromEntries(url.searchParams));
  const { discussions, total } = await listDiscussions(sql, reader, { language, now, ...search });
  const instants = discussions.map((d) => nextInstant(d.rules, now)).filter((at) => at !== null);
  keep({
    tags: ['discussions', 'everything'],
    until: instants.length ? new Date(Math.min(...instants.map(Number))) : null,
  });
  const data = {
    title: t('discussions:title'),
    total,
    page: search.page,
    pages: Math.max(1, Math.ceil(total / listLength)),
    state: search.state ?? null,
    mayPrepare: isSecretariat(reader),
    zone: reader?.timeZone ?? null,
    discussions: discussions.map(({ rules, ...d }) => ({
      id: d.id,
      path: `/discussions/${d.id}/${d.slug}`,
      title: d.title,
      language: d.textLanguage,
      state: stateOf(rules, now),
      readers: rules.readers,
      region: placeName(d.region, language),
      timeZone: d.timeZone,
      opensAt: rules.phases[0]?.opensAt.toISOString() ?? null,
      closesAt: rules.phases.at(-1)?.closesAt.toISOString() ?? null,
      postCount: d.postCount,
      organisationCount: d.organisationCount,
      lastPostAt: d.lastPostAt?.toISOString() ?? null,
    })),
  };
  return handOver('discussions', data, asked);
});

export type DiscussionListData = NonNullable<Awaited<ReturnType<typeof loader>>['kept']>['whole'];

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const title = data ? takeOver(data).title : '';
  return [
    { title: `${title} · Plenary` },
    { tagName: 'link', rel: 'alternate', type: 'application/atom+xml', href: '/discussions.atom', title },
  ];
};

export default function Discussions() {
  return <DiscussionList data={takeOver(useLoaderData<typeof loader>())} />;
}

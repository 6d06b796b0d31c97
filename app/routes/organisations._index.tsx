import { useLoaderData } from '@remix-run/react';
import { OrganisationList } from '~/organisations/components/organisation-list';
import { listSearch } from '~/organisations/forms';
import { dayOf, mayAdministerOrganisations, type PlaceFilter, placeFilters } from '~/organisations/organisation';
import { placeName } from '~/organisations/places';
import { placeInWords } from '~/organisations/places.server';
import { listLength, listOrganisations } from '~/organisations/queries.server';
import { page } from '~/shared/edge.server';
import { queryTyped } from '~/shared/search.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, now, url, language, t, keep, limit, from }) => {
  const { sector, region, page: number, q } = listSearch.parse(Object.fromEntries(url.searchParams));
  const query = queryTyped(q);
  if (query) await limit('search', reader ? String(reader.id) : from);
  const filter = {
    language,
    query,
    sector,
    region: region as PlaceFilter | undefined,
    page: number,
    day: dayOf(now()),
  };
  const { organisations, total, nextChange } = await listOrganisations(sql, filter);
  keep({ tags: ['organisations'], until: nextChange });
  return {
    title: t('organisations:list.title'),
    list: {
      organisations: organisations.map(({ id: _, region: r, country, ...o }) => ({
        ...o,
        place: placeInWords({ region: r, country }, language),
      })),
      total,
      page: number,
      pages: Math.ceil(total / listLength),
      sector: sector ?? null,
      region: region ?? null,
      query,
      regions: placeFilters.map((code) => ({ code, name: placeName(code, language) })),
      mayAdd: mayAdministerOrganisations(reader),
    },
  };
});

export const meta = titled;

export default function Organisations() {
  return <OrganisationList {...useLoaderData<typeof loader>().list} />;
}

import { useLoaderData } from '@remix-run/react';
import { OrganisationRecord } from '~/organisations/components/organisation-record';
import { nameIn } from '~/organisations/names';
import { currentMembership, dayOf, mayEditWords } from '~/organisations/organisation';
import { placeName } from '~/organisations/places';
import { readOrganisation } from '~/organisations/queries.server';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, now, params, language, keep }) => {
  const {
    id,
    version: _,
    names,
    region,
    country,
    name,
    ...o
  } = await readOrganisation(sql, reader, params.handle ?? '');
  const day = dayOf(now());
  const shown = nameIn({ language: o.language, name, names }, language);
  const all = [{ language: o.language, name }, ...Object.entries(names).map(([l, n]) => ({ language: l, name: n }))];
  keep({ tags: ['organisations'], until: nextDay(o.memberships, day) });
  return {
    title: shown.name,
    ...o,
    name: shown.name,
    nameLanguage: shown.language,
    otherNames: all.filter((n) => n.language !== shown.language),
    region: placeName(region, language),
    country: country && placeName(country, language),
    current: currentMembership(o.memberships, day)?.since ?? null,
    mayEdit: mayEditWords(reader, id),
  };
});

/** The page says whether it is a member today: until the next day on which that may change. */
function nextDay(memberships: { since: string; until: string | null }[], day: string): Date | null {
  const days = memberships.flatMap((m) => [
    Date.parse(m.since),
    ...(m.until ? [Date.parse(m.until) + 86_400_000] : []),
  ]);
  const ahead = days.filter((at) => at > Date.parse(day));
  return ahead.length ? new Date(Math.min(...ahead)) : null;
}

export const meta = titled;

export default function Organisation() {
  const { title: _, ...record } = useLoaderData<typeof loader>();
  return <OrganisationRecord {...record} />;
}

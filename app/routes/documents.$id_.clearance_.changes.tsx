import { useLoaderData } from '@remix-run/react';
import { differenceOf } from '~/documents/comparing.server';
import { ComparePage } from '~/documents/components/compare-page';
import { readReopened } from '~/documents/queries/clearance.server';
import { blocksOfSection, standing } from '~/documents/sections';
import { idOf, page, signedIn } from '~/shared/edge.server';
import { titled } from '~/shared/title';

/** What has changed in a section since an organisation cleared it. */
export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, params, language, url, t } = asked;
  const wanted = {
    document: idOf(params.id),
    section: (url.searchParams.get('section') ?? '').slice(0, 80),
    organisation: idOf(url.searchParams.get('organisation') ?? ''),
  };
  const found = await readReopened(sql, reader, wanted, language, asked.now());
  const now = blocksOfSection(standing(found.after), found.key);
  return {
    title: t('documents:clearance.changes', { section: found.title || t('documents:before-first') }),
    head: found.head,
    from: { name: t('documents:clearance.cleared-by', { organisation: found.organisation }), at: found.clearedAt },
    to: { name: t('documents:versions.now'), at: null },
    html: differenceOf({ type: 'doc', content: found.before }, { type: 'doc', content: now }, t),
    zone: reader.timeZone,
  };
});

export const meta = titled;

export default function Changes() {
  return <ComparePage at="clearance" {...useLoaderData<typeof loader>()} />;
}

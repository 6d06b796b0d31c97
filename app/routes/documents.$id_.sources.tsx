import { useLoaderData } from '@remix-run/react';
import { keepCitation } from '~/documents/commands/sourcing.server';
import { SourcesPage } from '~/documents/components/sources-page';
import { citationForm } from '~/documents/forms';
import { readSources } from '~/documents/queries/sources.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async ({ sql, reader, params, language, t, now }) => {
  const view = await readSources(sql, reader, idOf(params.id), language, now());
  return { title: `${t('documents:sources.title')} · ${view.head.title}`, view };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  const document = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  await keepCitation(asked.sql, reader, { document, ...parseForm(asked.form, citationForm) }, asked.now());
  return goTo(`/documents/${document}/sources`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Sources() {
  return <SourcesPage {...useLoaderData<typeof loader>()} />;
}

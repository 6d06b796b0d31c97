import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import { startThread } from '~/documents/commands/commenting.server';
import { PassagesPage } from '~/documents/components/passages-page';
import { commentForm } from '~/documents/forms';
import { readPassages } from '~/documents/queries/passages.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, params, language, url, t } = asked;
  const block = url.searchParams.get('block');
  const view = await readPassages(sql, reader, { document: idOf(params.id), block }, language, asked.now());
  return { title: `${t('documents:passages.title')} · ${view.head.title}`, view, block, once: randomUUID() };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  const document = idOf(asked.params.id);
  await asked.limit('post', String(reader.id));
  const { body, block, once } = parseForm(asked.form, commentForm);
  const said = { document, body, block, once, anchor: null, quote: '' };
  const { thread } = await startThread(asked.sql, reader, said, asked.now());
  return goTo(`/documents/${document}/comments#thread-${thread}`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Passages() {
  return <PassagesPage {...useLoaderData<typeof loader>()} />;
}

import { useLoaderData } from '@remix-run/react';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';
import { Glossary, type GlossaryEntry } from '~/shared/ui/glossary';

type Entries = Record<string, { term: string; explanation: string }>;

export const loader = page(async ({ i18n, language, t, keep }) => {
  keep({ tags: [] });
  const texts = (i18n.getResourceBundle(language, 'glossary') ?? {}) as Entries;
  const collator = new Intl.Collator(language);
  const entries: GlossaryEntry[] = Object.entries(texts)
    .map(([id, { term, explanation }]) => ({ id, term, explanation }))
    .sort((a, b) => collator.compare(a.term, b.term));
  return { title: t('help:glossary.title'), lede: t('help:glossary.lede'), entries };
});

export const meta = titled;

export default function GlossaryPage() {
  return <Glossary {...useLoaderData<typeof loader>()} />;
}

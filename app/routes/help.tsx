import { useLoaderData } from '@remix-run/react';
import { page } from '~/shared/edge.server';
import { titled } from '~/shared/title';
import { Help, type HelpTexts } from '~/shared/ui/help';

/** The texts travel with this page alone, and not with the words of every page. */
export const loader = page(async ({ t, keep }) => {
  keep({ tags: [] });
  const texts = t('help:page', { returnObjects: true }) as unknown as HelpTexts;
  return { title: texts.title, texts };
});

export const meta = titled;

export default function HelpPage() {
  return <Help texts={useLoaderData<typeof loader>().texts} />;
}

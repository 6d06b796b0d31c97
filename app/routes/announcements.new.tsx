import { randomUUID } from 'node:crypto';
import { Link, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { saveNews } from '~/notices/commands/news.server';
import { NewsForm } from '~/notices/components/news-form';
import { newsForm } from '~/notices/forms';
import { regionChoices } from '~/notices/region-choices.server';
import { isSecretariat } from '~/people/person';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  if (!isSecretariat(signedIn(asked))) throw refuse('not-found', 'shared:errors.not-found');
  return { title: asked.t('announcements:new'), once: randomUUID(), regions: regionChoices(asked.language) };
});

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('write', String(reader.id));
  const input = parseForm(asked.form, newsForm, ['sectors', 'regions', 'languages']);
  return goTo(`/announcements/${await saveNews(asked.sql, reader, null, input)}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function NewAnnouncement() {
  const { once, regions } = useLoaderData<typeof loader>();
  const { t } = useTranslation('announcements');
  return (
    <div className="narrow">
      <p className="crumb">
        <Link to="/announcements">{t('notices:news.title')}</Link>
      </p>
      <h1>{t('new')}</h1>
      <p className="lede">{t('new-lede')}</p>
      <NewsForm draft={{ texts: [], sectors: [], regions: [], languages: [], version: 0, once }} regions={regions} />
    </div>
  );
}

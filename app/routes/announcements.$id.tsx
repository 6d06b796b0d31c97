import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import { discardNews, saveNews, sendNews } from '~/notices/commands/news.server';
import { NewsPage } from '~/notices/components/news-page';
import { newsForm, sendForm } from '~/notices/forms';
import { newsMailText } from '~/notices/news-mail.server';
import { countAddressed, findNews } from '~/notices/queries/news.server';
import { regionChoices } from '~/notices/region-choices.server';
import { placeName } from '~/organisations/places';
import { isSecretariat, type Reader } from '~/people/person';
import { type Asked, deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { i18nFor } from '~/shared/i18n.server';
import { isLanguage } from '~/shared/languages';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

function secretariat(asked: Asked): Reader {
  const reader = signedIn(asked);
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  return reader;
}

export const loader = page(async (asked) => {
  const { sql, params, language } = asked;
  const reader = secretariat(asked);
  const news = await findNews(sql, idOf(params.id));
  if (!news) throw refuse('not-found', 'shared:errors.not-found');
  const counted = news.sentAt ? null : await countAddressed(sql, news);
  const areas = (counted?.regions ?? []).flatMap(({ key }) => (key ? [[key, placeName(key, language)]] : []));
  return {
    title: news.texts[0]?.subject ?? '',
    news,
    once: randomUUID(),
    counted,
    regions: regionChoices(language),
    areas: Object.fromEntries(areas) as Record<string, string>,
    mails: news.texts.map((text) => {
      const { t } = i18nFor(isLanguage(text.language) ? text.language : 'en');
      const { subject, paragraphs } = newsMailText(text, '');
      const why = (counted?.guests ?? 0) > 0 ? [t('letters:news-guest-also', { words: t('letters:news-guest') })] : [];
      return { language: text.language, subject, paragraphs, foot: [...why, t('mail:foot'), t('letters:leave')] };
    }),
    zone: reader.timeZone,
  };
});

export const action = deed(async (asked) => {
  const { sql, form, params } = asked;
  const reader = secretariat(asked);
  const id = idOf(params.id);
  const here = `/announcements/${id}`;
  await asked.limit('write', String(reader.id));
  switch (form.typed.deed) {
    case 'save':
      await saveNews(sql, reader, id, parseForm(form, newsForm, ['sectors', 'regions', 'languages']));
      return goTo(here);
    case 'send':
      await sendNews(sql, reader, id, parseForm(form, sendForm));
      return goTo(here);
    case 'discard':
      await discardNews(sql, reader, id, Number(form.typed.version) || 0);
      return goTo('/announcements');
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Announcement() {
  return <NewsPage {...useLoaderData<typeof loader>()} />;
}

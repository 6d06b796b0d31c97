import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Words } from '../../shared/ui/words';
import { PartHead, type PartHeadData } from './part-head';

/** A text of the background, by itself: it may be long, and the page of the consultation is read on slow phones. */
export function ReadingPage({
  head,
  text,
}: {
  head: PartHeadData;
  text: { title: string; language: string; html: string; isDraft: boolean };
}) {
  const { t } = useTranslation('consultations');
  return (
    <article className="narrow stack">
      <PartHead of={head} />
      <p className="state announced">{t('reading.from')}</p>
      <h1 lang={text.language} dir={directionOf(text.language)}>
        {text.title}
      </h1>
      {text.isDraft && <p className="notice">{t('reading.draft')}</p>}
      <Words html={text.html} language={text.language} />
    </article>
  );
}

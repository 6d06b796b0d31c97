import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type ContentLanguage, contentLanguages, languageNames } from '../../shared/languages';
import { Button, DeedForm, Select, TextArea } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import { Words } from '../../shared/ui/words';
import type { TranslationOf } from '../queries.server';
import type { SubjectView } from '../subject';
import { PostPage } from './subject';

export interface TranslateProps {
  post: SubjectView;
  translations: TranslationOf[];
  /** The language to write in, chosen by a link to an existing translation or the reader's own. */
  language: ContentLanguage;
  zone: string;
}

/** Labelled translations of a post: what there is, and a form to add one or to put another in its place. */
export function Translate({ post, translations, language, zone }: TranslateProps) {
  const { t } = useTranslation('facilitation');
  const existing = translations.find((translation) => translation.language === language);
  return (
    <PostPage post={post} title={t('translate.title')} lede={t('translate.lede')} zone={zone}>
      <section aria-labelledby="there">
        <h2 id="there">{t('translate.there')}</h2>
        {translations.length === 0 ? (
          <p className="empty">{t('translate.none')}</p>
        ) : (
          translations.map((translation) => <Existing key={translation.language} translation={translation} />)
        )}
      </section>
      <section aria-labelledby="write">
        <h2 id="write">{t('translate.write')}</h2>
        <DeedForm deed="translate" key={language}>
          <Version deed="translate" now={post.version} />
          <Select
            deed="translate"
            name="language"
            label={t('field.language')}
            value={language}
            options={contentLanguages
              .filter((l) => l !== post.language)
              .map((l) => ({ value: l, label: languageNames[l] }))}
          />
          <TextArea
            deed="translate"
            name="body"
            label={t('field.translation')}
            hint={t('field.translation-hint')}
            value={existing?.body ?? ''}
            rows={12}
            required
          />
          <p className="actions">
            <Button primary>{t('deed.translate')}</Button>
            <Link to={`/posts/${post.id}`}>{t('shared:form.cancel')}</Link>
          </p>
        </DeedForm>
      </section>
    </PostPage>
  );
}

function Existing({ translation }: { translation: TranslationOf }) {
  const { t } = useTranslation('facilitation');
  const name = languageNames[translation.language as ContentLanguage] ?? translation.language;
  return (
    <article className="translation">
      <h3>{t('translate.by', { language: name, by: translation.by })}</h3>
      {translation.stale && <p className="hint">{t('translate.stale')}</p>}
      <Words html={translation.html} language={translation.language} />
      <div className="actions">
        <Link to={`?language=${translation.language}#write`}>{t('translate.replace', { language: name })}</Link>
        <DeedForm deed="remove">
          <input type="hidden" name="language" value={translation.language} />
          <Button quiet>{t('translate.remove', { language: name })}</Button>
        </DeedForm>
      </div>
    </article>
  );
}

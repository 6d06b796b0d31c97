import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../../shared/languages';
import { Button, DeedForm, Select, TextArea } from '../../../shared/ui/form';
import { Time } from '../../../shared/ui/time';
import type { WaitingReply as Waiting } from '../queries.server';

/** What came by mail in somebody's name: they read it, change what they like, and post it or throw it away. */
export function WaitingReply({ reply, language, zone }: { reply: Waiting; language: string; zone: string }) {
  const { t } = useTranslation('replies');
  const { discussion } = reply;
  return (
    <div className="narrow">
      <h1>{t('title')}</h1>
      <p className="lede">{t(`why.${reply.why}`)}</p>
      <dl className="facts">
        <dt>{t('from')}</dt>
        <dd dir="ltr">{reply.from || t('no-sender')}</dd>
        <dt>{t('came')}</dt>
        <dd>
          <Time at={reply.cameAt} zone={zone} />
        </dd>
        <dt>{t('discussion')}</dt>
        <dd>
          {discussion ? (
            <Link to={discussion.path} lang={discussion.language}>
              <bdi>{discussion.title}</bdi>
            </Link>
          ) : (
            t('no-discussion')
          )}
        </dd>
      </dl>
      {reply.erased !== '' && <p className="notice">{t('erased')}</p>}
      {discussion && (
        <DeedForm deed="post">
          <input type="hidden" name="erased" value={reply.erased} />
          <TextArea deed="post" name="body" label={t('body')} value={reply.body} rows={12} dir="auto" />
          <Select
            deed="post"
            name="language"
            label={t('language')}
            value={language}
            options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
          />
          <p className="actions">
            <Button primary>{t('post')}</Button>
          </p>
        </DeedForm>
      )}
      <DeedForm deed="discard">
        <p className="actions">
          <Button danger>{t('discard')}</Button>
        </p>
      </DeedForm>
    </div>
  );
}

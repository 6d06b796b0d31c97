import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Fold } from '../../shared/ui/fold';
import { Button, Choices, DeedForm, Field, TextArea } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import type { ChangeData, DifferenceData } from '../pages.server';
import { ObserversForm } from './observers-form';
import { Both } from './parts';

/** What those who prepare it can do while it is put: amend its text, add a language version, put it off; the secretariat names observers. */
export function ChangePage({ data }: { data: ChangeData }) {
  const { t } = useTranslation('decisions');
  return (
    <div className="narrow stack">
      <Crumb id={data.id} title={data.title} language={data.language} />
      <h1>{t('to-change')}</h1>
      <section aria-labelledby="amend" className="stack">
        <h2 id="amend">{t('amend.title')}</h2>
        <p>
          {t('amend.lede')}{' '}
          {data.document !== null && <Way to={`/documents/${data.document}`}>{t('amend.document')}</Way>}
        </p>
        {data.sustained ? (
          <p className="notice">{t('refusals.amend-sustained')}</p>
        ) : data.same ? (
          <p className="empty">{t('amend.same')}</p>
        ) : (
          <>
            <Difference html={data.difference} language={data.language} />
            <AmendForm data={data} />
          </>
        )}
      </section>
      <Fold summary={t('translate.title')} deeds={['translate']} open={data.awaited.length > 0}>
        {data.awaited.length > 0 && <p>{t('clock.waits', { languages: data.awaited.join(', ') })}</p>}
        <DeedForm deed="translate" className="stack">
          <Field
            deed="translate"
            name="document"
            label={t('translate.document')}
            hint={t('translate.hint')}
            dir="ltr"
            required
          />
          <div className="actions">
            <Button>{t('translate.save')}</Button>
          </div>
        </DeedForm>
      </Fold>
      {data.observers && (
        <Fold summary={t('observers.count', { count: data.observers.length })} deeds={['observers']} id="observers">
          <ObserversForm observers={data.observers} />
        </Fold>
      )}
      <Fold summary={t('defer.title')} deeds={['defer']}>
        <DeedForm deed="defer" className="stack">
          <TextArea deed="defer" name="reason" label={t('defer.reason')} hint={t('defer.hint')} rows={3} required />
          <div className="actions">
            <Button danger>{t('defer.save')}</Button>
          </div>
        </DeedForm>
      </Fold>
    </div>
  );
}

function AmendForm({ data }: { data: ChangeData }) {
  const { t } = useTranslation('decisions');
  const deed = 'amend';
  return (
    <DeedForm deed={deed} className="stack">
      <input type="hidden" name="hash" value={data.hash} key={data.hash} />
      <Choices
        deed={deed}
        name="editorial"
        label={t('amend.kind')}
        options={(['no', 'yes'] as const).map((value) => ({
          value,
          label: t(value === 'yes' ? 'amendments.editorial' : 'amendments.substance'),
          hint: t(value === 'yes' ? 'amend.editorial-hint' : 'amend.substance-hint'),
        }))}
        required
      />
      <TextArea deed={deed} name="note" label={t('amend.note')} hint={t('amend.note-hint')} rows={3} required />
      <div className="actions">
        <Button primary>{t('amend.save')}</Button>
      </div>
    </DeedForm>
  );
}

/** What an amendment changed, to be read. */
export function DifferencePage({ data }: { data: DifferenceData }) {
  const { t } = useTranslation('decisions');
  return (
    <div className="narrow stack">
      <Crumb id={data.id} title={data.title} language={data.language} />
      <h1>{t('amendments.number', { number: data.number })}</h1>
      <p>
        <span className="tag">{t(data.editorial ? 'amendments.editorial' : 'amendments.substance')}</span>{' '}
        <Both at={data.at} zone={data.zone} />
      </p>
      <p lang={data.language} dir={directionOf(data.language)}>
        {data.note}
      </p>
      <Difference html={data.difference} language={data.language} />
    </div>
  );
}

export function Crumb({ id, title, language }: { id: number; title: string; language: string }) {
  const { t } = useTranslation('decisions');
  return (
    <p className="crumb">
      <Way to="/decisions">{t('title')}</Way>
      {' › '}
      <Way to={`/decisions/${id}`} lang={language}>
        {title}
      </Way>
    </p>
  );
}

function Difference({ html, language }: { html: string; language: string }) {
  const { t } = useTranslation('decisions');
  if (html === '') return <p className="empty">{t('amend.looks-same')}</p>;
  return (
    <article
      className="words document changes"
      lang={language}
      dir={directionOf(language)}
      // Rendered from a closed list of elements: documents/text/difference-html.server.ts.
      // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

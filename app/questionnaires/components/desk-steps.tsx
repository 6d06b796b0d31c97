import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import type { Desk } from '../queries/desk.server';
import { Changes } from './versions-page';

/** What is done with all of it: publishing what was changed, taking no more answers, discarding a draft. */
export function Steps({ data, action }: { data: Desk; action: string }) {
  const { t } = useTranslation('questionnaires');
  const general = data.flaws.filter((f) => f.at === '');
  return (
    <section className="stack">
      <h2>{t('edit.steps')}</h2>
      {data.changes && data.isNew && (
        <>
          <p>{t('edit.changes', { version: data.current })}</p>
          <Changes of={data.changes} />
        </>
      )}
      {data.flaws.length > 0 ? (
        <div className="notice">
          <p>{t('edit.flaws')}</p>
          <ul>
            {data.flaws.map((f) => (
              <li key={`${f.at} ${f.why}`}>
                {general.includes(f) ? (
                  t(`mistakes.${f.why}`)
                ) : (
                  <a href={`#${f.at}`}>{`${f.at}: ${t(`mistakes.${f.why}`)}`}</a>
                )}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        data.isNew && (
          <DeedForm deed="publish" action={action}>
            <Version deed="publish" now={data.version} />
            <p>{t('edit.publish-hint')}</p>
            <Button primary>{t('edit.publish', { version: (data.current ?? 0) + 1 })}</Button>
          </DeedForm>
        )
      )}
      {!data.isNew && <p>{t('edit.as-published', { version: data.current })}</p>}
      {data.state === 'open' && !data.byPhases && (
        <DeedForm deed="close-now" action={action}>
          <Button danger>{t('edit.close-now')}</Button>
        </DeedForm>
      )}
      {data.current === null && (
        <Fold deeds={['discard']} summary={t('edit.discard')}>
          <DeedForm deed="discard" action={action}>
            <p>{t('edit.discard-hint')}</p>
            <Version deed="discard" now={data.version} />
            <Button danger>{t('edit.discard-go')}</Button>
          </DeedForm>
        </Fold>
      )}
    </section>
  );
}

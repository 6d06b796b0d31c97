import { useTranslation } from 'react-i18next';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { YearData } from '../page.server';

/** What is otherwise than it was approved: the initiative's own activities with whose deed it was, lines of programmes as they moved. */
export function Changes({ data }: { data: YearData }) {
  const { t } = useTranslation('workplan');
  const { changes, moved, hash } = data;
  return (
    <>
      {changes.length === 0 && moved.length === 0 && <p className="empty">{t('changes.none')}</p>}
      {changes.length > 0 && (
        <ol className="list">
          {changes.map((c) => (
            <li key={c.id}>
              <p>
                <bdi>{c.title}</bdi>
                {c.fields === null && ` · ${t('changes.added')}`}
              </p>
              <p className="meta">
                <Time at={c.at} zone={data.zone} style="date" />
                <span>{c.by ? <bdi>{c.by}</bdi> : t('changes.secretariat')}</span>
              </p>
              {c.fields && (
                <dl className="record">
                  {c.fields.map(({ field, from, to }) => (
                    <div key={field}>
                      <dt>{t(`field.${field}`)}</dt>
                      <dd>
                        <del dir="auto">{from || t('changes.nothing')}</del>{' '}
                        <ins dir="auto">{to || t('changes.nothing')}</ins>
                      </dd>
                    </div>
                  ))}
                </dl>
              )}
            </li>
          ))}
        </ol>
      )}
      {moved.length > 0 && (
        <>
          <h3>{t('changes.of-programmes')}</h3>
          <ul className="list">
            {moved.map((line) => (
              <li key={line.id}>
                <p>
                  {line.what === 'removed' ? (
                    <bdi>{line.title}</bdi>
                  ) : (
                    <Way to={`/workplan/${data.head.year}/line-${line.id}`}>
                      <bdi>{line.title}</bdi>
                    </Way>
                  )}{' '}
                  · {t(`changes.${line.what}`)}
                  {line.fields.length > 0 && `: ${line.fields.map((field) => t(`field.${field}`)).join(', ')}`}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {hash && (
        <p className="hint">
          {t('changes.hash')} <code className="hash">{hash.replace(/(.{8})(?=.)/g, '$1 ')}</code>
        </p>
      )}
    </>
  );
}

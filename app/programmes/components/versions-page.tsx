import { useTranslation } from 'react-i18next';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { VersionsData } from '../versions.server';
import { EditCrumb } from './head';

/** The fixed versions, and what differs between two of them: a list in words, and not two tables to be compared by eye. */
export function VersionsPage({ data }: { data: VersionsData }) {
  const { t } = useTranslation('programmes');
  const { head, versions, compared } = data;
  return (
    <div className="narrow stack">
      <EditCrumb head={head} within={false} />
      <h1>{t('versions.title')}</h1>
      <p className="lede">{t('versions.lede')}</p>
      {versions.length === 0 ? (
        <p className="empty">{t('sign.none')}</p>
      ) : (
        <ul className="list">
          {versions.map((v, i) => {
            const earlier = versions[i + 1];
            return (
              <li key={v.number}>
                <h2>
                  {t('versions.one', { number: v.number })}, <Time at={v.at} zone={data.zone} />
                </h2>
                <p className="meta">
                  <bdi>{v.by}</bdi>
                  {earlier && (
                    <Way to={`/programmes/${head.id}/versions?from=${earlier.number}&to=${v.number}#changes`}>
                      {t('versions.compare', { from: earlier.number, to: v.number })}
                    </Way>
                  )}
                </p>
                <p className="hint">
                  {t('sign.hash')} <code dir="ltr">{v.hash}</code>
                </p>
              </li>
            );
          })}
        </ul>
      )}
      {compared && <Changes data={data} compared={compared} />}
    </div>
  );
}

function Changes({ data, compared }: { data: VersionsData; compared: { from: number; to: number } }) {
  const { t } = useTranslation('programmes');
  return (
    <section aria-labelledby="changes" className="stack">
      <h2 id="changes">{t('versions.changes', compared)}</h2>
      {data.sections.length === 0 && <p className="empty">{t('versions.same')}</p>}
      {data.sections.map(({ section, title, changes }) => (
        <section key={section} aria-labelledby={`changed-${section}`}>
          <h3 id={`changed-${section}`}>{title}</h3>
          <ul className="list">
            {changes.map((c) => (
              <li key={`${c.kind} ${c.id}`}>
                <p>
                  {t(`versions.${c.kind}`)}
                  {c.name && (
                    <>
                      : <bdi lang={c.name.language}>{c.name.words}</bdi>
                    </>
                  )}
                </p>
                {c.fields.length > 0 && (
                  <dl className="record">
                    {c.fields.map((f) => (
                      <div key={f.name}>
                        <dt>{f.name}</dt>
                        <dd>
                          <del dir="auto">{f.before ?? t('versions.nothing')}</del>{' '}
                          <ins dir="auto">{f.after ?? t('versions.nothing')}</ins>
                        </dd>
                      </div>
                    ))}
                  </dl>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

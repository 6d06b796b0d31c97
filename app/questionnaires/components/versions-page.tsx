import { useTranslation } from 'react-i18next';
import { Time } from '../../shared/ui/time';
import type { changesBetween } from '../content';
import type { Versions } from '../queries/desk.server';
import { Crumb } from './front-page';

/** What was asked when: a version stands as it was published. */
export function VersionsPage({ data }: { data: Versions }) {
  const { t } = useTranslation('questionnaires');
  return (
    <div className="narrow stack">
      <Crumb head={data} />
      <h1>{t('versions.title')}</h1>
      <p className="lede">{t('versions.lede')}</p>
      {data.versions.length === 0 && <p className="empty">{t('versions.none')}</p>}
      <ol className="history" reversed>
        {data.versions.map((v) => (
          <li key={v.number}>
            <h2>{t('versions.version', { version: v.number })}</h2>
            <p className="meta">
              <Time at={v.at} zone={data.zone} /> <bdi>{v.by}</bdi>
              <span>{t('versions.questions', { count: v.questions })}</span>
              <span>{t('results.answers', { count: v.answers })}</span>
            </p>
            {v.changes && <Changes of={v.changes} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

export function Changes({ of }: { of: ReturnType<typeof changesBetween> }) {
  const { t } = useTranslation('questionnaires');
  const named = (ids: string[]) => ids.join(', ');
  const lines = [
    ...of.succeeded.map(({ id, by }) => t('versions.succeeded', { question: id, by })),
    of.added.length > 0 && t('versions.added', { questions: named(of.added) }),
    of.removed.length > 0 && t('versions.removed', { questions: named(of.removed) }),
    of.reworded.length > 0 && t('versions.reworded', { questions: named(of.reworded) }),
  ].filter((line) => line !== false);
  if (lines.length === 0) return <p>{t('versions.no-question-changed')}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

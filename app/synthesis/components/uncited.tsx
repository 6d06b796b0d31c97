import { useTranslation } from 'react-i18next';
import type { UncitedPost, UncitedSector } from '../queries/uncited.server';
import { Excerpt, Who } from './sources';

/** What no statement cites, with the reasons: part of the synthesis, so that readers can judge what was left out. */
export function Uncited({ posts, sectors }: { posts: UncitedPost[]; sectors: UncitedSector[] }) {
  const { t } = useTranslation('synthesis');
  return (
    <section id="uncited">
      <h2>{t('uncited.title')}</h2>
      {posts.length + sectors.length === 0 ? <p>{t('uncited.none')}</p> : <p>{t('uncited.lede')}</p>}
      {sectors.length > 0 && (
        <>
          <h3>{t('uncited.sectors', { count: sectors.length })}</h3>
          <ul className="list">
            {sectors.map((s) => (
              <li key={s.sector}>
                <SectorLine sector={s} />
                <Reason reason={s.reason} />
              </li>
            ))}
          </ul>
        </>
      )}
      {posts.length > 0 && (
        <details className="fold" open={posts.length <= 12}>
          <summary>{t('uncited.posts', { count: posts.length })}</summary>
          <ul className="list">
            {posts.map((p) => (
              <li key={p.id}>
                <Who {...p} path={`/posts/${p.id}`} />
                <Excerpt of={{ excerpt: p.words, language: p.language }} />
                <Reason reason={p.reason} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

export function SectorLine({ sector: s }: { sector: UncitedSector }) {
  const { t } = useTranslation('synthesis');
  return (
    <span className="meta">
      <strong>{t(`sectors:${s.sector}.name`)}</strong>
      <span>{t('uncited.sector-posts', { count: s.posts })}</span>
      <bdi>{s.organisations.join(', ')}</bdi>
    </span>
  );
}

function Reason({ reason }: { reason: string | null }) {
  const { t } = useTranslation('synthesis');
  return <p className="hint">{reason === null ? t('uncited.no-reason') : t('uncited.reason', { reason })}</p>;
}

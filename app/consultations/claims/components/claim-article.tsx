import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { sides } from '../claim';
import type { ClaimView } from '../view';
import { Passage } from './parts';

/** A claim with what speaks for it and what speaks against it. Where sources differ, both stand there. */
export function ClaimArticle({
  claim,
  zone,
  level: Heading = 'h3',
  children,
}: {
  claim: ClaimView;
  zone: string;
  level?: 'h1' | 'h2' | 'h3';
  children?: ReactNode;
}) {
  const { t } = useTranslation('claims');
  if (claim.withdrawn)
    return (
      <article className="statement" id={`claim-${claim.id}`}>
        <Heading>{t('claim', { number: claim.number })}</Heading>
        <p className="tombstone">
          {t('withdrawn')} <Time at={claim.withdrawn.at} zone={zone} style="date" />
        </p>
        <p dir="auto">{claim.withdrawn.reason}</p>
      </article>
    );
  return (
    <article className="statement" id={`claim-${claim.id}`}>
      <Heading>
        <Way to={`/claims/${claim.id}`}>{t('claim', { number: claim.number })}</Way>
      </Heading>
      <p className="words" lang={claim.language} dir={directionOf(claim.language)}>
        {claim.words}
      </p>
      <Marks claim={claim} zone={zone} />
      <div className="sources">
        {sides.map(
          (side) =>
            claim[side].length > 0 && (
              <section key={side}>
                <p>{t(`passages-${side}`, { count: claim[side].length })}</p>
                <ul>
                  {claim[side].map((p) => (
                    <li key={p.id}>
                      <Passage passage={p} />
                    </li>
                  ))}
                </ul>
              </section>
            ),
        )}
      </div>
      {children}
    </article>
  );
}

/** What one has to know before one relies on it. */
function Marks({ claim, zone }: { claim: ClaimView; zone: string }) {
  const { t } = useTranslation('claims');
  const changed = [...claim.for, ...claim.against].some((p) => p.waits);
  return (
    <p className="meta">
      {claim.publishedAt === null && <span className="state draft">{t('draft')}</span>}
      {claim.sources === 1 && <span className="tag">{t('single')}</span>}
      {claim.for.length > 0 && claim.against.length > 0 && <span className="tag">{t('contested')}</span>}
      {changed && <span className="source-changed">{t('changed')}</span>}
      {claim.lost && <span className="source-changed">{t('lost')}</span>}
      {claim.correctedAt && (
        <span>
          {t('corrected')} <Time at={claim.correctedAt} zone={zone} style="date" />
        </span>
      )}
    </p>
  );
}

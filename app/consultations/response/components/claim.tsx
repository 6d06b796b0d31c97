import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';
import type { TracedClaim } from '../columns.server';
import { Response } from './response';

/** A claim with what was answered to it and the documents in which it is cited. */
export function Claim({
  claim,
  zone,
  heading: Heading = 'h2',
  above,
  children,
}: {
  claim: TracedClaim;
  zone: string;
  heading?: 'h2' | 'h3';
  above?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation('responses');
  const Below = Heading === 'h2' ? 'h3' : 'h4';
  return (
    <article className="answered stack" id={`claim-${claim.id}`}>
      {above}
      <Heading>
        <Way to={`/claims/${claim.id}`} lang={claim.language} dir={directionOf(claim.language)}>
          {claim.words}
        </Way>
      </Heading>
      <p className="meta">
        <span>{t('sources', { count: claim.sources })}</span>
        {claim.weeks.map((week) => (
          <span key={week}>
            {t('survivor', { week: `${Math.floor(week / 100)}-W${String(week % 100).padStart(2, '0')}` })}
          </span>
        ))}
      </p>
      {claim.responses.map((r) => (
        <Response key={r.id} response={r} zone={zone} heading={Below} />
      ))}
      {claim.documents.length > 0 && (
        <div>
          <Below>{t('cited-in')}</Below>
          <ul>
            {claim.documents.map((d) => (
              <li key={d.id}>
                <Way to={`/documents/${d.id}`} lang={d.language}>
                  {d.title}
                </Way>
              </li>
            ))}
          </ul>
        </div>
      )}
      {children}
    </article>
  );
}

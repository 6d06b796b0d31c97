import { useTranslation } from 'react-i18next';
import { Day } from '../../../shared/ui/day';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { PartHead } from '../../components/part-head';
import { useConsultationLive } from '../../components/use-consultation-live';
import type { ResponsesData } from '../page.server';
import { Claim } from './claim';

/** You said, we did: each claim with what those responsible answered; those without an answer say whose is awaited. */
export function ResponsesPage({ data }: { data: ResponsesData }) {
  const { t } = useTranslation('responses');
  useConsultationLive(data.id, data.now, ['self', 'claims', 'responses']);
  const answered = data.claims.filter((c) => c.responses.length > 0).length;
  return (
    <div className="narrow stack" data-live-consultation={data.id} data-as-of={data.now}>
      <PartHead of={data.head} />
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      <div className="stack" data-live-part="responses">
        <p className="meta">
          <span>{t('answered', { answered, count: data.claims.length })}</span>
          <span>
            {t('published')} <Time at={data.publishedAt} zone={data.zone} style="date" />
          </span>
          <Way to={`/consultations/${data.id}/synthesis`}>{t('to-synthesis')}</Way>
        </p>
        {data.claims.length === 0 && <p className="empty">{t('none')}</p>}
        {data.claims.map((claim) => (
          <Claim key={claim.id} claim={claim} zone={data.zone}>
            {claim.awaited.length > 0 ? (
              <p className="meta">
                {claim.awaited.map((a) => (
                  <span key={a.id}>
                    {t('awaited', { name: a.name })} {a.dueOn && <Day day={a.dueOn} />}
                  </span>
                ))}
              </p>
            ) : (
              claim.responses.length === 0 && <p className="meta">{t('no-answer')}</p>
            )}
            {claim.mayRespond && (
              <p className="actions">
                <Way className="plain" to={`/consultations/${data.id}/responses/${claim.id}`}>
                  {t('to-respond')}
                </Way>
              </p>
            )}
          </Claim>
        ))}
      </div>
    </div>
  );
}

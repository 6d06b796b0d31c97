import { useTranslation } from 'react-i18next';
import { StateOfDecision } from '../../../decisions/components/parts';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';
import type { Uses } from '../uses.server';
import { Claim } from './claim';

const looks = {
  done: 'synthesised',
  answered: 'open',
  used: 'announced',
  'set-aside': 'closed',
  waiting: 'waiting',
} as const;

/** How far something that was said has come, in one word. */
export function Standing({ uses }: { uses: Uses }) {
  const { t } = useTranslation('responses');
  return <span className={`state ${looks[uses.standing]}`}>{t(`standing.${uses.standing}`)}</span>;
}

/** Where something that was said went: the synthesis, the responses, the programme; or why it went nowhere. */
export function WhereItWent({ uses, zone, heading }: { uses: Uses; zone: string; heading: 'h2' | 'h3' }) {
  const { t } = useTranslation('responses');
  return (
    <>
      {uses.claims.map((claim) => (
        <Claim
          key={claim.id}
          claim={claim}
          zone={zone}
          heading={heading}
          above={
            <p className="meta">
              <span>{t(`side.${claim.side}`)}</span>
              <Way to={`/consultations/${claim.consultation.id}/responses`} lang={claim.consultation.language}>
                {claim.consultation.title}
              </Way>
            </p>
          }
        />
      ))}
      {uses.statements.map((s) => (
        <p key={s.id}>
          {t('in-synthesis')}{' '}
          <Way to={`/statements/${s.id}`} lang={s.language} dir={directionOf(s.language)}>
            {s.words}
          </Way>
        </p>
      ))}
      {uses.documents.map((d) => (
        <p key={d.id}>
          {t('in-document')}{' '}
          <Way to={`/documents/${d.id}`} lang={d.language}>
            {d.title}
          </Way>
        </p>
      ))}
      {uses.decisions.map((d) => (
        <div key={d.id}>
          <p>
            {t('in-decision')}{' '}
            <Way to={`/decisions/${d.id}`} lang={d.language}>
              {d.title}
            </Way>{' '}
            {d.outcome && <StateOfDecision state={d.outcome} />}
          </p>
          {d.documents && (
            <p>
              {t('acted-on')}{' '}
              {d.documents.map((x) => (
                <Way key={x.id} to={`/documents/${x.id}`} lang={x.language}>
                  {x.title}
                </Way>
              ))}
            </p>
          )}
        </div>
      ))}
      {uses.setAside !== null && uses.standing === 'set-aside' && (
        <p>
          {t('set-aside')} <span dir="auto">{uses.setAside}</span>
        </p>
      )}
      {uses.standing === 'waiting' && <p>{t('waiting')}</p>}
    </>
  );
}

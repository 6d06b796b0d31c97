import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Way } from '../../shared/ui/way';
import type { HeadView, ShareView } from '../page.server';
import type { ProgrammeState } from '../programme';

const looks: Record<ProgrammeState, string> = {
  draft: 'draft',
  formulated: 'announced',
  'carried-through': 'open',
  closed: 'closed',
};

export function State({ state }: { state: ProgrammeState }) {
  const { t } = useTranslation('programmes');
  return <span className={`state ${looks[state]}`}>{t(`state.${state}`)}</span>;
}

export function Title({ of }: { of: { title: string; language: string } }) {
  return (
    <bdi lang={of.language} dir={directionOf(of.language)}>
      {of.title}
    </bdi>
  );
}

/** How the money stands to what the committee agreed: above every page of a programme, since it is what is asked first. */
export function Shares({ head }: { head: HeadView }) {
  const { t } = useTranslation('programmes');
  return (
    <section className="shares" aria-label={t('shares.label')} data-live-part="shares">
      <p className="meta">
        <span>{head.hasMoney ? t('shares.total', { amount: head.total }) : t('shares.no-money')}</span>
        {head.hasMoney && (
          <>
            <span>{t('shares.seed', { amount: head.seed })}</span>
            <span>{t('shares.later', { amount: head.later })}</span>
            <span>{t('shares.direct', { amount: head.direct })}</span>
          </>
        )}
      </p>
      {head.shares.length === 0 ? (
        <p className="hint">{t('shares.none-agreed')}</p>
      ) : (
        <ShareBars shares={head.shares} />
      )}
    </section>
  );
}

export function ShareBars({ shares }: { shares: ShareView[] }) {
  const { t } = useTranslation('programmes');
  return (
    <dl className="kept-shares">
      {shares.map((s) => (
        <div key={s.kind} className={s.isBelow ? 'low' : undefined}>
          <dt>{t(`share.${s.kind}`)}</dt>
          <dd>
            <meter
              min={0}
              max={1000}
              low={s.aim}
              optimum={1000}
              value={s.value}
              aria-label={t('shares.bar', { share: s.share, agreed: s.agreed })}
            />
          </dd>
          <dd>
            {s.share} <small>{t(s.isBelow ? 'shares.below' : 'shares.agreed', { agreed: s.agreed })}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Where one is among the pages on which a programme is prepared. */
export function EditCrumb({ head, within }: { head: HeadView; within: boolean }) {
  const { t } = useTranslation('programmes');
  return (
    <p className="crumb">
      <Way to="/programmes">{t('title')}</Way> ›{' '}
      <Way to={`/programmes/${head.id}`}>
        <Title of={head} />
      </Way>
      {within && (
        <>
          {' › '}
          <Way to={`/programmes/${head.id}/edit`}>{t('edit.crumb')}</Way>
        </>
      )}
    </p>
  );
}

export function Flags({ flags }: { flags: string[] }) {
  if (flags.length === 0) return null;
  return (
    <ul className="notice bad flags">
      {flags.map((flag) => (
        <li key={flag}>{flag}</li>
      ))}
    </ul>
  );
}

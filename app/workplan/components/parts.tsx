import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Day } from '../../shared/ui/day';
import { Way } from '../../shared/ui/way';
import { CommitmentState } from '../../tasks/components/commitment-state';
import type { CorrectionView, PlanHead } from '../page.server';

/** Where one is among the pages of a year. */
export function YearCrumb({ year, within }: { year: number; within: boolean }) {
  const { t } = useTranslation('workplan');
  return (
    <p className="crumb">
      <Way to="/workplan">{t('title')}</Way>
      {within && (
        <>
          {' › '}
          <Way to={`/workplan/${year}`}>{year}</Way>
        </>
      )}
    </p>
  );
}

export function PlanState({ isApproved }: { isApproved: boolean }) {
  const { t } = useTranslation('workplan');
  return (
    <span className={`state ${isApproved ? 'synthesised' : 'draft'}`}>{t(isApproved ? 'approved' : 'draft')}</span>
  );
}

/** By which decision a plan was approved, or what is put to the committee about it. */
export function Approval({ head }: { head: PlanHead }) {
  const { t } = useTranslation('workplan');
  return (
    <>
      {head.approval && (
        <p>
          <Way to={`/decisions/${head.approval.proposal}`}>{t('approved-by', { number: head.approval.number })}</Way> ·{' '}
          <Day day={head.approval.at.slice(0, 10)} />
        </p>
      )}
      {head.put.map((p) => (
        <p key={p.id}>
          {t(p.open ? 'put' : 'being-put')}{' '}
          <Way to={`/decisions/${p.id}`} lang={p.language}>
            <bdi>{p.title}</bdi>
          </Way>
        </p>
      ))}
    </>
  );
}

export function Said({ of }: { of: { title: string; language: string } }) {
  return (
    <bdi lang={of.language} dir={directionOf(of.language)}>
      {of.title}
    </bdi>
  );
}

/** From and until, as far as they are known. */
export function Days({ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }) {
  const { t } = useTranslation('workplan');
  if (startsOn === null && endsOn === null) return <>{t('no-day')}</>;
  return (
    <>
      {startsOn && <Day day={startsOn} />}
      {startsOn && endsOn && ' – '}
      {startsOn && !endsOn && ` – ${t('open-end')}`}
      {!startsOn && endsOn && `${t('until')} `}
      {endsOn && <Day day={endsOn} />}
    </>
  );
}

/** What is done about something, beside it. */
export function Corrections({ corrections }: { corrections: CorrectionView[] }) {
  const { t } = useTranslation('workplan');
  if (corrections.length === 0) return null;
  return (
    <ul className="corrections" aria-label={t('corrections')}>
      {corrections.map((c) => (
        <li key={c.commitment}>
          <Way to={`/commitments/${c.commitment}`} lang={c.language} dir={directionOf(c.language)}>
            {c.words}
          </Way>{' '}
          <span className="meta">
            <CommitmentState state={c.state} />
            {c.owner && <bdi>{c.owner}</bdi>}
            {c.dueOn && (
              <span>
                {t('until')} <Day day={c.dueOn} />
              </span>
            )}
          </span>
          {c.note && <p dir="auto">{c.note}</p>}
        </li>
      ))}
    </ul>
  );
}

export function Flags({ flags }: { flags: string[] }) {
  if (flags.length === 0) return null;
  return (
    <ul className="notice flags">
      {flags.map((flag) => (
        <li key={flag}>{flag}</li>
      ))}
    </ul>
  );
}

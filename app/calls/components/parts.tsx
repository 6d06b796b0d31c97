import { useTranslation } from 'react-i18next';
import { ShareBars } from '../../programmes/components/head';
import { directionOf } from '../../shared/languages';
import { formatTime } from '../../shared/time';
import { placeOfZone, Time } from '../../shared/ui/time';
import type { CallState } from '../call';
import type { PilotRowView } from '../page.server';
import type { PilotState } from '../pilot';
import type { BudgetView } from '../pilot-page.server';

const callLooks: Record<CallState, string> = {
  draft: 'draft',
  announced: 'announced',
  open: 'open',
  closed: 'closed',
  cancelled: 'hidden',
};

export function CallStateMark({ state }: { state: CallState }) {
  const { t } = useTranslation('pilots');
  return <span className={`state ${callLooks[state]}`}>{t(`call-state.${state}`)}</span>;
}

const pilotLooks: Record<PilotState, string> = {
  draft: 'draft',
  submitted: 'open',
  withdrawn: 'hidden',
  'not-submitted': 'closed',
  'call-cancelled': 'hidden',
  'being-scored': 'waiting',
  put: 'announced',
  adopted: 'open',
  'not-adopted': 'closed',
  deferred: 'waiting',
};

export function PilotStateMark({ state }: { state: PilotState }) {
  const { t } = useTranslation('pilots');
  return <span className={`state ${pilotLooks[state]}`}>{t(`state.${state}`)}</span>;
}

export function Title({ of }: { of: { title: string; language: string } }) {
  return (
    <bdi lang={of.language} dir={directionOf(of.language)}>
      {of.title}
    </bdi>
  );
}

/** Words that somebody wrote, their lines kept. */
export function Written({ words, language }: { words: string; language: string }) {
  return (
    <p className="written" lang={language} dir="auto">
      {words}
    </p>
  );
}

/** An instant of a call with its year, in the clocks in which it was set and in the reader's. */
export function Instant({ at, place, reader }: { at: string | null; place: string; reader: string | null }) {
  const { t, i18n } = useTranslation('pilots');
  if (at === null) return <span>{t('call.no-time')}</span>;
  const here = reader === null ? null : formatTime(at, i18n.language, reader, 'date-time');
  const isSame = here === formatTime(at, i18n.language, place, 'date-time');
  return (
    <>
      <Time at={at} zone={place} inPlace /> ({placeOfZone(place)})
      {here !== null && !isSame && <> · {t('shared:time.yours', { time: here })}</>}
      {here === null && <span data-local={at} data-words={t('shared:time.yours', { time: '{time}' })} />}
    </>
  );
}

/** The budget by heads, with what it comes to and how the agreed shares are kept. */
export function BudgetTable({ budget }: { budget: BudgetView }) {
  const { t } = useTranslation('pilots');
  return (
    <>
      <dl className="record">
        {budget.heads.map(({ head, amount }) => (
          <div key={head}>
            <dt>{t(`head.${head}`)}</dt>
            <dd>{amount ?? '–'}</dd>
          </div>
        ))}
        <div>
          <dt>{t('budget.total')}</dt>
          <dd>{budget.total ?? '–'}</dd>
        </div>
      </dl>
      {budget.apart && (
        <p className="notice bad">
          {t(budget.apart.isShort ? 'budget.short' : 'budget.over', { sum: budget.sum, amount: budget.apart.amount })}
        </p>
      )}
      {budget.hasMoney && budget.shares.length > 0 && (
        <section className="shares" aria-label={t('budget.shares')}>
          <ShareBars shares={budget.shares} />
        </section>
      )}
    </>
  );
}

/** What reviewers say together, in one line. */
export function InShort({ summary }: { summary: NonNullable<PilotRowView['summary']> }) {
  const { t } = useTranslation('pilots');
  return (
    <>
      {t('summary.reviewers', { count: summary.reviewers })}
      {summary.reviewers > 0 && (
        <>
          {' · '}
          {t('summary.met', { met: summary.met, of: summary.of })}
          {summary.low > 0 && <> · {t('summary.low', { count: summary.low })}</>}
          {summary.apart > 0 && <> · {t('summary.apart', { count: summary.apart })}</>}
        </>
      )}
    </>
  );
}

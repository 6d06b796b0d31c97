import { useTranslation } from 'react-i18next';
import { Day } from '../../shared/ui/day';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { MembersData } from '../page.server';
import { Member } from './parts';

type Motion = MembersData['motions'][number];

/** A motion in a sentence, with its reason. */
export function Said({ motion: m }: { motion: Motion }) {
  const { t } = useTranslation('committee');
  const chairs = m.mayChair === null ? '' : m.mayChair ? '-chair' : '-no-chair';
  return (
    <>
      <p>
        {t(`motion.short.${m.kind}${chairs}`, { organisation: m.organisation ?? '' })} · <Day day={m.onDay} />
      </p>
      <p className="hint" lang={m.language} dir="auto">
        {m.reason}
      </p>
      {m.voidBecause && (
        <p className="notice bad">
          {t('motions.void')} {t(m.voidBecause)}
        </p>
      )}
    </>
  );
}

/** How it came to be as it is: memberships and terms with the decisions behind them, and what was decided and when. */
export function History({ data, done }: { data: MembersData; done: Motion[] }) {
  const { t } = useTranslation('committee');
  const by = (id: number | null) =>
    id === null ? null : (
      <>
        {' · '}
        <Way to={`/decisions/${id}`}>{t('schedule.by-decision', { id })}</Way>
      </>
    );
  return (
    <section className="stack" aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      <h3>{t('history.memberships')}</h3>
      <ul>
        {data.history.map((m) => (
          <li key={`${m.handle}-${m.since}`}>
            <Member of={m} /> · <Day day={m.since} />
            {m.until && (
              <>
                {' – '}
                <Day day={m.until} />
              </>
            )}{' '}
            · {t(m.mayChair ? 'members.may-chair' : 'members.may-not-chair')} ·{' '}
            {t(m.founding ? 'history.founding' : 'history.admitted')}
            {by(m.decidedBy)}
            {by(m.ceasedBy)}
          </li>
        ))}
      </ul>
      <h3>{t('history.terms')}</h3>
      {data.terms.length === 0 && <p className="empty">{t('chair.none')}</p>}
      <ul>
        {data.terms.map((term) => (
          <li key={`${term.role}-${term.from}`}>
            {t(`chair.${term.role}`)}: <Member of={term.member} /> · <Day day={term.from} /> – <Day day={term.until} />
            {' · '}
            {t('history.designated')} <Time at={term.designatedAt} zone={data.zone ?? 'UTC'} style="date" />
            {term.ceasedOn && (
              <>
                {' · '}
                {t(`history.ceased.${term.ceasedWhy ?? 'decision'}`)} <Day day={term.ceasedOn} />
              </>
            )}
            {term.standIn && <> · {t('schedule.stand-in')}</>}
            {by(term.decidedBy)}
          </li>
        ))}
      </ul>
      {done.length > 0 && (
        <>
          <h3>{t('history.decided')}</h3>
          <ul className="list">
            {done.map((m) => (
              <li key={m.id}>
                <Said motion={m} />
                {m.proposalId !== null && (
                  <p>
                    <Way to={`/decisions/${m.proposalId}`}>{t('schedule.by-decision', { id: m.proposalId })}</Way>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

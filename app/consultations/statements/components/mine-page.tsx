import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { RefusedWithoutForm } from '../../../shared/ui/form';
import { Way } from '../../../shared/ui/way';
import { useConsultationLive } from '../../components/use-consultation-live';
import type { MineData } from '../page.server';
import { VoteChoices } from './choices';
import { StatementsHeading } from './heading';
import { StatementState } from './statement-state';
import { StatementWords } from './statement-words';

/** What one has proposed and what became of it, and how one has voted, to be changed while it is open. */
export function MinePage({ data }: { data: MineData }) {
  const { t } = useTranslation('statements');
  const [search] = useSearchParams();
  useConsultationLive(data.head.id, data.now, ['statements', 'self']);
  const here = `/consultations/${data.head.id}/statements`;
  return (
    <div className="narrow stack">
      <StatementsHeading head={data.head} title={t('mine.title')} />
      {search.get('proposed') === 'yes' && (
        <p className="notice good" role="status">
          {t('mine.taken')}
        </p>
      )}
      <RefusedWithoutForm stands={() => false} />
      {data.draft && (
        <p className="notice">
          {t('draft.kept')} <Way to={`${here}/propose`}>{t('draft.to')}</Way>
        </p>
      )}
      <section aria-labelledby="proposed">
        <h2 id="proposed">{t('mine.proposed')}</h2>
        {data.proposed.length === 0 ? (
          <p className="empty">{t('mine.none-proposed')}</p>
        ) : (
          <ol className="asked-list">
            {data.proposed.map((s) => (
              <li key={s.id}>
                <h3>
                  <Way to={`${here}/${s.number}`}>{t('number', { number: s.number })}</Way>
                </h3>
                {s.words !== null && <StatementWords of={{ words: s.words, language: s.language, from: s.from }} />}
                <StatementState of={s} here={here} />
              </li>
            ))}
          </ol>
        )}
      </section>
      <section aria-labelledby="voted">
        <h2 id="voted">{t('mine.voted')}</h2>
        {data.voted.length === 0 ? (
          <p className="empty">{t('mine.none-voted')}</p>
        ) : (
          <ol className="asked-list">
            {data.voted.map((s) => (
              <li key={s.id}>
                <article aria-labelledby={`voted-${s.id}`}>
                  <h3 id={`voted-${s.id}`}>{t('number', { number: s.number })}</h3>
                  <StatementWords of={s} />
                  {data.mayVote ? (
                    <VoteChoices statement={s} chosen={s.choice} />
                  ) : (
                    <p className="meta">{t(`mine.choice.${s.choice}`)}</p>
                  )}
                </article>
              </li>
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}

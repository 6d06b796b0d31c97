import { useTranslation } from 'react-i18next';
import { Way } from '../../../shared/ui/way';
import type { StatementState as State } from '../statement';

const looks: Record<State, string> = {
  waiting: 'waiting',
  approved: 'open',
  refused: 'hidden',
  merged: 'closed',
  withdrawn: 'hidden',
};

/** What became of a statement, in words, with the reason or the one that stays. */
export function StatementState({
  of: { state, reason, into },
  here,
}: {
  of: { state: State; reason: string; into: number | null };
  here: string;
}) {
  const { t } = useTranslation('statements');
  return (
    <p className="meta">
      <span className={`state ${looks[state]}`}>{t(`became.${state}`)}</span>
      {reason && <span dir="auto">{reason}</span>}
      {into !== null && <Way to={`${here}/${into}`}>{t('number', { number: into })}</Way>}
    </p>
  );
}

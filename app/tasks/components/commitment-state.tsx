import { useTranslation } from 'react-i18next';
import type { CommitmentState as State } from '../commitment';

const looks: Record<State, string> = {
  open: 'waiting',
  'under-way': 'open',
  done: 'synthesised',
  'not-pursued': 'closed',
};

/** How something that was taken on stands, in a word. */
export function CommitmentState({ state }: { state: State }) {
  const { t } = useTranslation('commitments');
  return <span className={`state ${looks[state]}`}>{t(`state.${state}`)}</span>;
}

import { useTranslation } from 'react-i18next';
import type { ClearanceState } from '../clearance';

const looks: Record<ClearanceState, string> = {
  pending: 'waiting',
  cleared: 'closed',
  'cleared-with-comment': 'closed',
  reopened: 'hidden',
};

/** How a clearance stands, in words first. */
export function ClearanceLabel({ state }: { state: ClearanceState }) {
  const { t } = useTranslation('documents');
  return <span className={`state ${looks[state]}`}>{t(`clearance.${state}`)}</span>;
}

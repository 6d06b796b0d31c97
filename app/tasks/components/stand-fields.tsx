import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Choices, TextArea } from '../../shared/ui/form';
import type { Standing } from '../../shared/ui/standing-now';
import { type CommitmentState, commitmentStates } from '../commitment';

export interface Stands {
  state: CommitmentState;
  reason: string;
  done: string;
}

/** What stands now, for the notice after a form that was overtaken. */
export function standing({ state, reason, done }: Stands, t: TFunction<'commitments'>): Standing[] {
  return [
    { name: 'state', label: t('stand.state'), value: state, shown: t(`state.${state}`) },
    { name: 'reason', label: t('stand.reason'), value: reason },
    { name: 'done', label: t('stand.done'), value: done },
  ];
}

/** How something that was taken on stands: its state, why it is not pursued, what was done. */
export function StandFields({ deed, of }: { deed: string; of: Stands }) {
  const { t } = useTranslation('commitments');
  return (
    <>
      <Choices
        deed={deed}
        name="state"
        label={t('stand.state')}
        value={of.state}
        options={commitmentStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
      <TextArea
        deed={deed}
        name="done"
        label={t('stand.done')}
        hint={t('stand.done-hint')}
        value={of.done}
        rows={3}
        optional
      />
      <TextArea
        deed={deed}
        name="reason"
        label={t('stand.reason')}
        hint={t('stand.reason-hint')}
        value={of.reason}
        rows={3}
        optional
      />
    </>
  );
}

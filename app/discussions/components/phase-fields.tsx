import { useTranslation } from 'react-i18next';
import { Button, DeedForm, Field, TextArea } from '../../shared/ui/form';
import { LocalTime } from '../../shared/ui/preparing/fields';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import type { Preparation } from '../queries/preparing.server';

/** One phase: its question, and when it opens and closes in the discussion's own zone. */
export function PhaseFields({
  deed,
  data,
  phase,
  action,
}: {
  deed: string;
  data: Preparation;
  phase: Preparation['phases'][number] | null;
  action: string;
}) {
  const { t } = useTranslation('discussions');
  return (
    <DeedForm deed={deed} action={action}>
      <Version deed={deed} now={data.version} />
      {phase && (
        <StandingNow
          deed={deed}
          fields={[
            { name: 'title', label: t('prepare.phase-title'), value: phase.title },
            { name: 'question', label: t('prepare.question'), value: phase.question },
            { name: 'opens', label: t('prepare.opens', { zone: data.timeZone }), value: phase.opens },
            { name: 'closes', label: t('prepare.closes', { zone: data.timeZone }), value: phase.closes },
          ]}
        />
      )}
      <input type="hidden" name="phase" value={phase?.id ?? ''} />
      <input type="hidden" name="language" value={data.language} />
      <Field deed={deed} name="title" label={t('prepare.phase-title')} value={phase?.title} dir="auto" />
      <TextArea
        deed={deed}
        name="question"
        label={t('prepare.question')}
        hint={t('prepare.question-hint')}
        value={phase?.question}
        rows={3}
      />
      {(['opens', 'closes'] as const).map((name) => (
        <LocalTime
          key={name}
          deed={deed}
          name={name}
          label={t(`prepare.${name}`, { zone: data.timeZone })}
          value={phase?.[name]}
          which={phase?.[`${name}Which`]}
          required
        />
      ))}
      <Button>{phase ? t('shared:form.save') : t('prepare.add-phase')}</Button>
    </DeedForm>
  );
}

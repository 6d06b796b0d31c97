import { useTranslation } from 'react-i18next';
import { Button, DeedForm, Field, TextArea } from '../../shared/ui/form';
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
      <Field
        deed={deed}
        name="opens"
        type="datetime-local"
        label={t('prepare.opens', { zone: data.timeZone })}
        value={phase?.opens}
        dir="ltr"
      />
      <Field
        deed={deed}
        name="closes"
        type="datetime-local"
        label={t('prepare.closes', { zone: data.timeZone })}
        value={phase?.closes}
        dir="ltr"
      />
      <Button>{phase ? t('shared:form.save') : t('prepare.add-phase')}</Button>
    </DeedForm>
  );
}

import { useTranslation } from 'react-i18next';
import { Button, Checkbox, Choices, DeedForm, Field, useRefused } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import type { Desk } from '../queries/desk.server';
import { answererKinds, resultReaders } from '../questionnaire';

/** Who answers, with or without names, who reads the figures, and from when to when. */
export function Settings({ data, action }: { data: Desk; action: string }) {
  const { t } = useTranslation('questionnaires');
  const { settings } = data;
  const refused = useRefused('settings');
  const anonymous = refused ? refused.typed.anonymous === 'yes' : settings.anonymous;
  const kinds = answererKinds.filter((kind) => kind !== 'registered' || (data.subject && !data.byPhases));
  return (
    <section className="stack">
      <h2>{t('edit.settings')}</h2>
      <DeedForm deed="settings" action={action}>
        <Version deed="settings" now={data.version} />
        <Choices
          deed="settings"
          name="answerers"
          label={t('front.who')}
          value={settings.answerers}
          options={kinds.map((kind) => ({ value: kind, label: t(`answerers.${kind}`) }))}
        />
        {data.survivorSpeaks ? (
          <p className="notice">{t('edit.survivor')}</p>
        ) : (
          <Checkbox name="anonymous" label={t('edit.anonymous')} hint={t('front.anonymous')} checked={anonymous} />
        )}
        <Choices
          deed="settings"
          name="results"
          label={t('front.figures')}
          value={settings.results}
          options={resultReaders.map((kind) => ({ value: kind, label: t(`front.figures-${kind}`) }))}
        />
        {data.byPhases ? (
          <p className="hint">{t('edit.by-phases')}</p>
        ) : (
          <>
            <Field
              deed="settings"
              name="opens"
              type="datetime-local"
              dir="ltr"
              optional
              label={t('edit.opens', { zone: data.zone })}
              hint={t(data.subject ? 'edit.opens-event' : 'edit.opens-hint')}
              value={settings.opens}
            />
            <Field
              deed="settings"
              name="closes"
              type="datetime-local"
              dir="ltr"
              optional
              label={t('edit.closes', { zone: data.zone })}
              value={settings.closes}
            />
          </>
        )}
        <Button>{t('shared:form.save')}</Button>
      </DeedForm>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../../shared/languages';
import { Button, Choices, DeedForm, Field, Select } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { readerships } from '../document';
import type { PeopleView } from '../queries/people.server';

/** Title, readers and lead organisation: for those who administer. */
export function SettingsForm({ view }: { view: PeopleView }) {
  const { t } = useTranslation('documents');
  const { head } = view;
  return (
    <section aria-labelledby="settings">
      <h2 id="settings">{t('settings.title')}</h2>
      <DeedForm deed="settings">
        <Version deed="settings" now={view.version} />
        <StandingNow
          deed="settings"
          fields={[
            { name: 'title', label: t('field.title'), value: view.title },
            ...languages
              .filter((l) => l !== head.language)
              .map((l) => ({
                name: `title-${l}`,
                label: t('settings.title-in', { language: languageNames[l] }),
                value: view.titles[l] ?? '',
              })),
            { name: 'readers', label: t('field.readers'), value: head.readers, shown: t(`readers.${head.readers}`) },
            {
              name: 'lead',
              label: t('field.lead'),
              value: String(head.lead.id),
              shown: view.others.find((o) => o.id === head.lead.id)?.name,
            },
          ]}
        />
        <Field deed="settings" name="title" label={t('field.title')} value={view.title} dir="auto" required />
        {languages
          .filter((l) => l !== head.language)
          .map((l) => (
            <Field
              key={l}
              deed="settings"
              name={`title-${l}`}
              label={t('settings.title-in', { language: languageNames[l] })}
              value={view.titles[l] ?? ''}
              lang={l}
              dir="auto"
              optional
            />
          ))}
        <Choices
          deed="settings"
          name="readers"
          label={t('field.readers')}
          hint={t('field.readers-hint')}
          value={head.readers}
          options={readerships.map((name) => ({ value: name, label: t(`readers.${name}`) }))}
        />
        <Select
          deed="settings"
          name="lead"
          label={t('field.lead')}
          value={String(head.lead.id)}
          options={view.others.map((o) => ({ value: String(o.id), label: o.name }))}
        />
        <p className="actions">
          <Button>{t('settings.save')}</Button>
        </p>
      </DeedForm>
    </section>
  );
}

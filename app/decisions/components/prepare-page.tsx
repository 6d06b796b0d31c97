import { useTranslation } from 'react-i18next';
import { formatTime } from '../../shared/time';
import { Fold } from '../../shared/ui/fold';
import { Boxes, Button, Checkbox, Choices, DeedForm, Field, Select, TextArea } from '../../shared/ui/form';
import { LocalTime } from '../../shared/ui/preparing/fields';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { Way } from '../../shared/ui/way';
import { EntryForm } from '../entry/components/entry-form';
import { unjudged } from '../entry/entry';
import { entryCriteria } from '../entry-criteria';
import type { PrepareData } from '../pages.server';
import { principles, principleTexts } from '../principles';
import { ObserversForm } from './observers-form';

/** A draft, part by part, and the way to the last look before it is put. */
export function PreparePage({ data }: { data: PrepareData }) {
  const { t } = useTranslation('decisions');
  const { t: ofEntry } = useTranslation('entry');
  const reviewed = data.review.length;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/decisions">{t('title')}</Way>
        {' › '}
        <Way to={`/decisions/${data.id}`} lang={data.language}>
          {data.title}
        </Way>
      </p>
      <h1>{t('to-prepare')}</h1>
      <SettingsForm key={data.version} data={data} />
      <Fold summary={t('review.count', { count: reviewed, of: principles.length })} deeds={['review']} id="review">
        <ReviewForm data={data} />
      </Fold>
      {data.entry && (
        <Fold
          summary={ofEntry('count', {
            count: entryCriteria.length - unjudged(data.entry).length,
            of: entryCriteria.length,
          })}
          deeds={['entry']}
          id="entry"
        >
          <EntryForm answers={data.entry} language={data.language} />
        </Fold>
      )}
      <p id="evidence">
        <Way to={`/decisions/${data.id}/sources`}>{t('evidence.count', { count: data.evidence })}</Way>
      </p>
      <Fold summary={t('observers.count', { count: data.observers.length })} deeds={['observers']} id="observers">
        <ObserversForm observers={data.observers} />
      </Fold>
      <p className="actions">
        <Way className="primary" to={`/decisions/${data.id}/put`}>
          {t('put.title')}
        </Way>
      </p>
    </div>
  );
}

function SettingsForm({ data }: { data: PrepareData }) {
  const { t, i18n } = useTranslation('decisions');
  const deed = 'settings';
  const versionName = ({ number, name, at, older }: PrepareData['versions'][number]) =>
    t(older ? 'settings.version-older' : 'settings.version-same', {
      number,
      name,
      time: formatTime(at, i18n.language, data.zone, 'date-time'),
    });
  const version = data.versions.find((v) => v.id === data.documentVersion);
  const document = data.document === null ? '' : `/documents/${data.document}`;
  const consultation = data.consultation === null ? '' : String(data.consultation);
  const consultationName = data.consultations.find((c) => c.id === data.consultation)?.title;
  return (
    <DeedForm deed={deed} className="stack">
      <Version deed={deed} now={data.version} />
      <StandingNow
        deed={deed}
        fields={[
          { name: 'title', label: t('settings.title-field'), value: data.title },
          { name: 'document', label: t('settings.document'), value: document },
          {
            name: 'documentVersion',
            label: t('settings.version'),
            value: data.documentVersion === null ? '' : String(data.documentVersion),
            shown: version ? versionName(version) : t('settings.version-now'),
          },
          { name: 'mode', label: t('settings.rule'), value: data.mode, shown: t(`mode.${data.mode}`) },
          { name: 'deadline', label: t('settings.deadline'), value: data.deadline.local },
          { name: 'hours', label: t('settings.hours'), value: String(data.hours) },
          { name: 'quorum', label: t('settings.quorum'), value: data.quorum === null ? '' : String(data.quorum) },
          { name: 'consultation', label: t('facts.consultation'), value: consultation, shown: consultationName },
          { name: 'noConsultationReason', label: t('settings.no-consultation'), value: data.noConsultationReason },
          { name: 'reviewOn', label: t('facts.review-on'), value: data.reviewOn ?? '' },
        ]}
      />
      <Field deed={deed} name="title" label={t('settings.title-field')} value={data.title} required />
      <Field
        deed={deed}
        name="document"
        label={t('settings.document')}
        hint={
          <>
            {t('settings.document-hint')} <Way to="/documents/new">{t('settings.new-document')}</Way>
          </>
        }
        value={document}
        dir="ltr"
        optional
      />
      {data.versions.length > 0 && (
        <Select
          deed={deed}
          name="documentVersion"
          label={t('settings.version')}
          hint={t('settings.version-hint')}
          value={data.documentVersion === null ? '' : String(data.documentVersion)}
          empty={t('settings.version-now')}
          options={data.versions.map((v) => ({ value: String(v.id), label: versionName(v) }))}
        />
      )}
      <Choices
        deed={deed}
        name="mode"
        label={t('settings.rule')}
        value={data.mode}
        options={(['positions', 'silence'] as const).map((mode) => ({
          value: mode,
          label: t(`mode.${mode}`),
          hint: t(`mode-hint.${mode}`),
        }))}
      />
      <LocalTime
        deed={deed}
        name="deadline"
        label={t('settings.deadline')}
        hint={t('settings.deadline-hint', { zone: data.zone })}
        value={data.deadline.local}
        which={data.deadline.which}
      />
      <Field
        deed={deed}
        name="hours"
        type="number"
        label={t('settings.hours')}
        hint={t('settings.hours-hint')}
        value={String(data.hours)}
        min="72"
        max="720"
        inputMode="numeric"
      />
      <Field
        deed={deed}
        name="quorum"
        type="number"
        label={t('settings.quorum')}
        hint={t('settings.quorum-hint', { usual: data.usualQuorum, members: data.members })}
        value={data.quorum === null ? '' : String(data.quorum)}
        min="1"
        inputMode="numeric"
        optional
      />
      <Boxes
        deed={deed}
        name="languages"
        label={t('settings.languages')}
        hint={t('settings.languages-hint')}
        ticked={data.languages}
        options={data.languageChoices}
        beside
      />
      <Checkbox
        deed={deed}
        name="significant"
        label={t('settings.significant')}
        hint={t('settings.significant-hint')}
        checked={data.significant}
      />
      <Select
        deed={deed}
        name="consultation"
        label={t('facts.consultation')}
        value={consultation}
        empty={t('settings.none')}
        options={data.consultations.map((c) => ({ value: String(c.id), label: c.title }))}
      />
      <TextArea
        deed={deed}
        name="noConsultationReason"
        label={t('settings.no-consultation')}
        hint={t('settings.no-consultation-hint')}
        value={data.noConsultationReason}
        rows={3}
        optional
      />
      <Field
        deed={deed}
        name="reviewOn"
        type="date"
        label={t('facts.review-on')}
        value={data.reviewOn ?? ''}
        optional
      />
      <div className="actions">
        <Button>{t('settings.save')}</Button>
      </div>
    </DeedForm>
  );
}

/** Each principle with its question: how it is met, or why it does not apply. */
function ReviewForm({ data }: { data: PrepareData }) {
  const { t } = useTranslation('decisions');
  const deed = 'review';
  return (
    <DeedForm deed={deed} className="stack">
      <p className="hint">{t('review.lede')}</p>
      {principles.map((principle) => {
        const said = data.review.find((r) => r.principle === principle);
        const { name, question } = principleTexts(principle);
        return (
          <fieldset key={principle} className="field">
            <legend>{t(name)}</legend>
            <TextArea
              deed={deed}
              name={`words-${principle}`}
              label={t(question)}
              value={said?.words ?? ''}
              rows={3}
              lang={data.language}
            />
            <Checkbox
              deed={deed}
              name={`applies-${principle}`}
              value="no"
              label={t('review.why-not')}
              checked={said?.applies === false}
            />
          </fieldset>
        );
      })}
      <div className="actions">
        <Button>{t('review.save')}</Button>
      </div>
    </DeedForm>
  );
}

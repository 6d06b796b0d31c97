import { useTranslation } from 'react-i18next';
import { acceptAttribute } from '../../attachments/attachment';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, fieldId, Select, TextArea, useRefused } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { materialKinds } from '../event';
import type { Preparation } from '../queries/preparing.server';

type Material = Preparation['materials'][number];

/** Slides and papers before, recordings and transcripts after: each unfolds into a form, and the last adds another. */
export function MaterialsToPrepare({ data, action }: { data: Preparation; action: string }) {
  const { t } = useTranslation('events');
  return (
    <section className="stack" aria-labelledby="materials">
      <h2 id="materials">{t('materials.title')}</h2>
      {data.survivorSpeaks && <p className="hint">{t('refusals.no-recording')}</p>}
      {data.materials.map((m) => (
        <Fold
          key={m.id}
          deeds={[`material-${m.id}`]}
          summary={
            <>
              {t(`materials.kind.${m.kind}`)} · <bdi>{m.title}</bdi>
            </>
          }
        >
          <MaterialForm deed={`material-${m.id}`} data={data} material={m} action={action} />
          <DeedForm deed="material-remove" action={action}>
            <Version deed="material-remove" now={data.version} />
            <input type="hidden" name="id" value={m.id} />
            <Button quiet>{t('prepare.material-remove', { title: m.title })}</Button>
          </DeedForm>
        </Fold>
      ))}
      <Fold deeds={['material-new']} summary={t('prepare.add-material')}>
        <MaterialForm key={data.materials.length} deed="material-new" data={data} material={null} action={action} />
      </Fold>
    </section>
  );
}

function MaterialForm({
  deed,
  data,
  material: m,
  action,
}: {
  deed: string;
  data: Preparation;
  material: Material | null;
  action: string;
}) {
  const { t } = useTranslation('events');
  const kinds = materialKinds.filter((k) => !data.survivorSpeaks || (k !== 'recording' && k !== 'transcript'));
  return (
    <DeedForm deed={deed} action={action} files={!m}>
      <Version deed={deed} now={data.version} />
      {m && (
        <StandingNow
          deed={deed}
          fields={[
            { name: 'title', label: t('prepare.title'), value: m.title },
            { name: 'note', label: t('prepare.note'), value: m.note },
            { name: 'url', label: t('prepare.address'), value: m.url ?? '' },
          ]}
        />
      )}
      <input type="hidden" name="material" value={m?.id ?? ''} />
      <Select
        deed={deed}
        name="kind"
        label={t('prepare.material-kind')}
        value={m?.kind ?? 'slides'}
        options={kinds.map((v) => ({ value: v, label: t(`materials.kind.${v}`) }))}
      />
      <Field deed={deed} name="title" label={t('prepare.title')} value={m?.title} dir="auto" required />
      <Select
        deed={deed}
        name="language"
        label={t('prepare.material-language')}
        value={m?.language ?? data.language}
        options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
      />
      <TextArea
        deed={deed}
        name="note"
        label={t('prepare.note')}
        hint={t('prepare.note-hint')}
        value={m?.note}
        rows={3}
        optional
      />
      {m?.fileName ? (
        <p>
          <bdi dir="ltr">{m.fileName}</bdi>
        </p>
      ) : (
        <>
          <Field
            deed={deed}
            name="url"
            type="url"
            label={t('prepare.address')}
            hint={m ? undefined : t('prepare.address-hint')}
            value={m?.url ?? ''}
            dir="ltr"
            optional={!m}
          />
          {!m && <FileField deed={deed} />}
        </>
      )}
      <p className="actions">
        <Button>{t(m ? 'shared:form.save' : 'prepare.add-material')}</Button>
      </p>
    </DeedForm>
  );
}

function FileField({ deed }: { deed: string }) {
  const { t } = useTranslation('events');
  const refused = useRefused(deed);
  const mistake = refused?.refusal.fields?.files;
  const id = fieldId(deed, 'files');
  return (
    <div className="field">
      <label htmlFor={id}>
        {t('prepare.file')}
        <span className="optional"> ({t('shared:form.optional')})</span>
      </label>
      <p className="hint" id={`${id}.hint`}>
        {t('prepare.file-hint')}
      </p>
      {mistake && (
        <p className="mistake" id={`${id}.mistake`}>
          {t(mistake, refused?.refusal.values)}
        </p>
      )}
      <input
        id={id}
        type="file"
        name="files"
        accept={acceptAttribute}
        aria-describedby={mistake ? `${id}.hint ${id}.mistake` : `${id}.hint`}
      />
    </div>
  );
}

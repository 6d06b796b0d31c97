import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Fold } from '../../shared/ui/fold';
import { Button, Checkbox, Choices, DeedForm, Field, Select, TextArea } from '../../shared/ui/form';
import type { Preparation } from '../queries-preparing.server';

export interface PlacesAndZones {
  regions: { value: string; label: string }[];
  zones: string[];
}

const blank = {
  language: 'en',
  title: '',
  introduction: '',
  timeZone: 'UTC',
  region: '001',
  readers: 'public',
  writers: 'registered',
  moderation: 'post',
  invited: [] as number[],
  facilitators: '',
  participants: '',
  observers: '',
};

/** What a discussion is, for whom, and who runs it; the same fields for a new one and for one that exists. */
export function DiscussionFields({
  deed,
  of,
  organisations,
  places,
  isNew,
}: {
  deed: string;
  of: Partial<typeof blank>;
  organisations: { id: number; name: string; sector: string }[];
  places: PlacesAndZones;
  isNew: boolean;
}) {
  const { t } = useTranslation('discussions');
  const values = { ...blank, ...of };
  const sectors = [...new Set(organisations.map((o) => o.sector))];
  return (
    <>
      {isNew ? (
        <Select
          deed={deed}
          name="language"
          label={t('prepare.language')}
          hint={t('prepare.language-hint')}
          value={values.language}
          options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
        />
      ) : (
        <input type="hidden" name="language" value={values.language} />
      )}
      <Field deed={deed} name="title" label={t('prepare.title')} value={values.title} dir="auto" required />
      <TextArea
        deed={deed}
        name="introduction"
        label={t('prepare.introduction')}
        hint={t('prepare.introduction-hint')}
        value={values.introduction}
        optional
      />
      <Select deed={deed} name="region" label={t('prepare.region')} value={values.region} options={places.regions} />
      <Field
        deed={deed}
        name="timeZone"
        label={t('prepare.zone')}
        hint={t('prepare.zone-hint')}
        value={values.timeZone}
        list="zones"
      />
      <datalist id="zones">
        {places.zones.map((z) => (
          <option key={z} value={z} />
        ))}
      </datalist>
      <Choices
        deed={deed}
        name="readers"
        label={t('prepare.readers')}
        value={values.readers}
        options={(['public', 'registered', 'invited'] as const).map((v) => ({
          value: v,
          label: t(`readers.${v}`),
          hint: t(`readers.${v}-long`),
        }))}
      />
      <Choices
        deed={deed}
        name="writers"
        label={t('prepare.writers')}
        value={values.writers}
        options={(['registered', 'invited'] as const).map((v) => ({ value: v, label: t(`prepare.writers-${v}`) }))}
      />
      <Choices
        deed={deed}
        name="moderation"
        label={t('prepare.moderation')}
        value={values.moderation}
        options={(['post', 'pre'] as const).map((v) => ({ value: v, label: t(`prepare.moderation-${v}`) }))}
      />
      <details className="field">
        <summary>{t('prepare.invited', { count: values.invited.length })}</summary>
        {sectors.map((sector) => (
          <fieldset key={sector}>
            <legend>{t(`sectors:${sector}.name`)}</legend>
            {organisations
              .filter((o) => o.sector === sector)
              .map((o) => (
                <Checkbox
                  key={o.id}
                  name="invited"
                  value={String(o.id)}
                  label={o.name}
                  checked={values.invited.includes(o.id)}
                />
              ))}
          </fieldset>
        ))}
      </details>
      <TextArea
        deed={deed}
        name="facilitators"
        label={t('prepare.facilitators')}
        hint={t('prepare.people-hint')}
        value={values.facilitators}
        rows={3}
        dir="ltr"
      />
      <TextArea
        deed={deed}
        name="participants"
        label={t('prepare.participants')}
        hint={t('prepare.participants-hint')}
        value={values.participants}
        rows={3}
        dir="ltr"
        optional
      />
      <TextArea
        deed={deed}
        name="observers"
        label={t('prepare.observers')}
        hint={t('prepare.observers-hint')}
        value={values.observers}
        rows={2}
        dir="ltr"
        optional
      />
    </>
  );
}

/** A new discussion: one form; its phases follow on the next screen. */
export function NewDiscussion({
  organisations,
  places,
  language,
}: {
  organisations: { id: number; name: string; sector: string }[];
  places: PlacesAndZones;
  language: string;
}) {
  const { t } = useTranslation('discussions');
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to="/discussions">{t('title')}</Link>
      </p>
      <h1>{t('prepare.new')}</h1>
      <p className="lede">{t('prepare.new-lede')}</p>
      <DeedForm deed="prepare">
        <DiscussionFields deed="prepare" of={{ language }} organisations={organisations} places={places} isNew />
        <p className="actions">
          <Button primary>{t('prepare.save-draft')}</Button>
        </p>
      </DeedForm>
    </div>
  );
}

/** Everything that can be set of one discussion, in the order in which it is needed. */
export function PrepareDiscussion({ data, places }: { data: Preparation; places: PlacesAndZones }) {
  const { t } = useTranslation('discussions');
  const path = `/discussions/${data.id}/edit`;
  const missing = contentLanguages.filter((l) => !data.languages.includes(l));
  const action = data.language === data.own ? path : `${path}?language=${data.language}`;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to={data.path}>{data.title || t('title')}</Link>
      </p>
      <h1>{t('to-edit')}</h1>
      <p>
        <span className={`state ${data.state}`}>{t(`state.${data.state}`)}</span>
      </p>
      <nav className="filters" aria-label={t('prepare.versions')}>
        {data.languages.map((l) => (
          <Link
            key={l}
            to={l === data.own ? path : `${path}?language=${l}`}
            aria-current={l === data.language ? 'true' : undefined}
            lang={l}
          >
            {languageNames[l as keyof typeof languageNames]}
          </Link>
        ))}
        {missing.map((l) => (
          <Link key={l} to={`${path}?language=${l}`} aria-current={l === data.language ? 'true' : undefined}>
            {t('prepare.add-version', { language: languageNames[l] })}
          </Link>
        ))}
      </nav>

      <section className="stack">
        <h2>{t('phases')}</h2>
        {data.phases.length === 0 && <p className="empty">{t('prepare.no-phase')}</p>}
        {data.phases.map((p) => (
          <Fold
            key={p.id}
            open={p.title === ''}
            deeds={[`phase-${p.id}`, 'remove-phase']}
            summary={
              <>
                {p.position} · {p.title || t('prepare.untitled')} ·{' '}
                <bdi dir="ltr">{`${p.opens.replace('T', ' ')} – ${p.closes.replace('T', ' ')}`}</bdi>
              </>
            }
          >
            <PhaseFields deed={`phase-${p.id}`} data={data} phase={p} action={action} />
            {!p.used && (
              <DeedForm deed="remove-phase" action={action}>
                <input type="hidden" name="version" value={data.version} />
                <input type="hidden" name="phase" value={p.id} />
                <Button quiet>{t('prepare.remove-phase')}</Button>
              </DeedForm>
            )}
          </Fold>
        ))}
        <Fold open={data.phases.length === 0} deeds={['phase-new']} summary={t('prepare.add-phase')}>
          <PhaseFields deed="phase-new" data={data} phase={null} action={action} />
        </Fold>
      </section>

      <section className="stack">
        <h2>{t('prepare.steps')}</h2>
        {data.state === 'draft' && (
          <DeedForm deed="announce" action={action}>
            <p>{t('prepare.announce-hint')}</p>
            <Button primary>{t('prepare.announce')}</Button>
          </DeedForm>
        )}
        {data.phases.some((p) => p.isOpen) && data.state !== 'draft' && (
          <DeedForm deed="close-now" action={action}>
            <Button danger>{t('prepare.close-now')}</Button>
          </DeedForm>
        )}
        {!data.phases.some((p) => p.isOpen) && data.phases.some((p) => p.isAhead) && data.state !== 'draft' && (
          <DeedForm deed="open-now" action={action}>
            <Button>{t('prepare.open-now')}</Button>
          </DeedForm>
        )}
      </section>

      <section className="stack">
        <h2>{t('prepare.what')}</h2>
        <DeedForm deed="change" action={action}>
          <input type="hidden" name="version" value={data.version} />
          <DiscussionFields deed="change" of={data} organisations={data.organisations} places={places} isNew={false} />
          <p className="actions">
            <Button>{t('shared:form.save')}</Button>
          </p>
        </DeedForm>
      </section>
    </div>
  );
}

function PhaseFields({
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
      <input type="hidden" name="version" value={data.version} />
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

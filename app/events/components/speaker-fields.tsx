import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, Checkbox, DeedForm, Field, TextArea } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import type { Preparation } from '../queries/preparing.server';

type Speaker = Preparation['speakers'][number];

/** Who speaks, in the order of speaking: each unfolds into a form, and the last adds another. */
export function SpeakersToPrepare({ data, action }: { data: Preparation; action: string }) {
  const { t } = useTranslation('events');
  return (
    <section className="stack" aria-labelledby="speakers">
      <h2 id="speakers">{t('speakers')}</h2>
      {data.speakers.length === 0 && <p className="empty">{t('prepare.no-speaker')}</p>}
      {data.speakers.map((s, i) => (
        <Fold
          key={s.id}
          deeds={[`speaker-${s.id}`]}
          summary={
            <>
              {i + 1} · <bdi>{s.name}</bdi>
              {!s.listed && ` · ${t('prepare.unlisted')}`}
            </>
          }
        >
          <SpeakerForm deed={`speaker-${s.id}`} data={data} speaker={s} action={action} />
          <div className="row">
            {i > 0 && (
              <DeedForm deed="speaker-up" action={action}>
                <Version deed="speaker-up" now={data.version} />
                <input type="hidden" name="id" value={s.id} />
                <Button quiet>{t('prepare.speaker-up', { name: s.name })}</Button>
              </DeedForm>
            )}
            <DeedForm deed="speaker-remove" action={action}>
              <Version deed="speaker-remove" now={data.version} />
              <input type="hidden" name="id" value={s.id} />
              <Button quiet>{t('prepare.speaker-remove', { name: s.name })}</Button>
            </DeedForm>
          </div>
        </Fold>
      ))}
      <Fold deeds={['speaker-new']} summary={t('prepare.add-speaker')}>
        {/* A new key once one was added: the form comes empty again. */}
        <SpeakerForm key={data.speakers.length} deed="speaker-new" data={data} speaker={null} action={action} />
      </Fold>
    </section>
  );
}

function SpeakerForm({
  deed,
  data,
  speaker,
  action,
}: {
  deed: string;
  data: Preparation;
  speaker: Speaker | null;
  action: string;
}) {
  const { t } = useTranslation('events');
  return (
    <DeedForm deed={deed} action={action}>
      <Version deed={deed} now={data.version} />
      {speaker && (
        <StandingNow
          deed={deed}
          fields={[
            { name: 'name', label: t('prepare.speaker-name'), value: speaker.name },
            { name: 'organisation', label: t('prepare.speaker-organisation'), value: speaker.organisation },
            { name: 'biography', label: t('prepare.biography'), value: speaker.biography },
          ]}
        />
      )}
      <input type="hidden" name="speaker" value={speaker?.id ?? ''} />
      <input type="hidden" name="language" value={data.language} />
      <Field deed={deed} name="name" label={t('prepare.speaker-name')} value={speaker?.name} dir="auto" required />
      <Field
        deed={deed}
        name="organisation"
        label={t('prepare.speaker-organisation')}
        value={speaker?.organisation}
        dir="auto"
        optional
      />
      <TextArea deed={deed} name="biography" label={t('prepare.biography')} value={speaker?.biography} optional />
      <Field
        deed={deed}
        name="account"
        label={t('prepare.speaker-account')}
        hint={t('prepare.speaker-account-hint')}
        value={speaker?.account}
        dir="ltr"
        optional
      />
      <Checkbox
        deed={deed}
        name="unlisted"
        label={t('prepare.unlist')}
        hint={t('prepare.unlist-hint')}
        checked={speaker ? !speaker.listed : false}
      />
      <p className="actions">
        <Button>{t(speaker ? 'shared:form.save' : 'prepare.add-speaker')}</Button>
      </p>
    </DeedForm>
  );
}

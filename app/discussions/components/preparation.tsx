import { Link } from '@remix-run/react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, useRefused } from '../../shared/ui/form';
import type { Places } from '../../shared/ui/preparing/fields';
import { AnnounceOrDiscard, Steps, TextVersions } from '../../shared/ui/preparing/steps';
import { type Standing, StandingNow, Version } from '../../shared/ui/standing-now';
import type { Preparation } from '../queries/preparing.server';
import { DiscussionFields } from './discussion-fields';
import { PhaseFields } from './phase-fields';

/** A new discussion: one form; its phases follow on the next screen. */
export function NewDiscussion({
  organisations,
  places,
  language,
  once,
}: {
  organisations: { id: number; name: string; sector: string }[];
  places: Places;
  language: string;
  /** Key of the form: sent twice, it prepares one discussion. */
  once: string;
}) {
  const { t } = useTranslation('discussions');
  const typed = useRefused('prepare')?.typed.once;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to="/discussions">{t('title')}</Link>
      </p>
      <h1>{t('prepare.new')}</h1>
      <p className="lede">{t('prepare.new-lede')}</p>
      <DeedForm deed="prepare">
        <input type="hidden" name="once" value={typed ?? once} />
        <DiscussionFields deed="prepare" of={{ language }} organisations={organisations} places={places} isNew />
        <p className="actions">
          <Button primary>{t('prepare.save-draft')}</Button>
        </p>
      </DeedForm>
    </div>
  );
}

/** Everything that can be set of one discussion, in the order in which it is needed. */
export function PrepareDiscussion({ data, places }: { data: Preparation; places: Places }) {
  const { t } = useTranslation('discussions');
  const path = `/discussions/${data.id}/edit`;
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
      <TextVersions path={path} own={data.own} language={data.language} versions={data.languages} />

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
                <Version deed="remove-phase" now={data.version} />
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

      <Steps>
        {data.state === 'draft' && (
          <AnnounceOrDiscard
            action={action}
            version={data.version}
            announcing={<p>{t('prepare.announce-hint')}</p>}
            discarding={t('prepare.discard-hint')}
          />
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
      </Steps>

      <section className="stack">
        <h2>{t('prepare.what')}</h2>
        <DeedForm deed="change" action={action}>
          <Version deed="change" now={data.version} />
          <StandingNow deed="change" fields={standing(data, places, t)} />
          <DiscussionFields deed="change" of={data} organisations={data.organisations} places={places} isNew={false} />
          <p className="actions">
            <Button>{t('shared:form.save')}</Button>
          </p>
        </DeedForm>
      </section>
    </div>
  );
}

/** What is saved now of a discussion, beside what was typed into its form; those who are invited by name. */
function standing(data: Preparation, places: Places, t: TFunction<'discussions'>): Standing[] {
  return [
    { name: 'title', label: t('prepare.title'), value: data.title },
    { name: 'introduction', label: t('prepare.introduction'), value: data.introduction },
    {
      name: 'region',
      label: t('prepare.region'),
      value: data.region,
      shown: places.regions.find((r) => r.value === data.region)?.label,
    },
    { name: 'timeZone', label: t('preparing:zone'), value: data.timeZone },
    { name: 'readers', label: t('prepare.readers'), value: data.readers, shown: t(`readers.${data.readers}`) },
    { name: 'writers', label: t('prepare.writers'), value: data.writers, shown: t(`prepare.writers-${data.writers}`) },
    {
      name: 'moderation',
      label: t('prepare.moderation'),
      value: data.moderation,
      shown: t(`prepare.moderation-${data.moderation}`),
    },
    { name: 'facilitators', label: t('preparing:facilitators'), value: data.facilitators },
    { name: 'participants', label: t('prepare.participants'), value: data.participants },
    { name: 'observers', label: t('prepare.observers'), value: data.observers },
  ];
}

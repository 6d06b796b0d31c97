import { Link } from '@remix-run/react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { nameOfLanguage } from '../../shared/languages';
import { Button, DeedForm, RefusedWithoutForm, useRefused } from '../../shared/ui/form';
import type { Places } from '../../shared/ui/preparing/fields';
import { AnnounceOrDiscard, Cancel, Steps, TextVersions } from '../../shared/ui/preparing/steps';
import { type Standing, StandingNow, Version } from '../../shared/ui/standing-now';
import type { Preparation, ToChoose } from '../queries/preparing.server';
import { ConsultationState } from './consultation-list';
import { PartsToPrepare } from './part-fields';
import { PhasesToPrepare } from './phase-fields';
import { WhatFields } from './what-fields';

/** A new consultation: one form; phases and parts follow on the next screen. */
export function NewConsultation({
  choose,
  places,
  language,
  zone,
  once,
}: {
  choose: ToChoose;
  places: Places;
  language: string;
  /** The reader's own zone, proposed for the consultation. */
  zone: string;
  /** Key of the form: sent twice, it prepares one consultation. */
  once: string;
}) {
  const { t } = useTranslation('consultations');
  const typed = useRefused('prepare')?.typed.once;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to="/consultations">{t('title')}</Link>
      </p>
      <h1>{t('list.new')}</h1>
      <p className="lede">{t('prepare.new-lede')}</p>
      <DeedForm deed="prepare">
        <input type="hidden" name="once" value={typed ?? once} />
        <WhatFields deed="prepare" of={{ language, timeZone: zone }} places={places} choose={choose} isNew />
        <p className="actions">
          <Button primary>{t('prepare.save-draft')}</Button>
        </p>
      </DeedForm>
    </div>
  );
}

/** Everything that can be set of one consultation, in the order in which it is needed. */
export function PrepareConsultation({ data, places }: { data: Preparation; places: Places }) {
  const { t } = useTranslation('consultations');
  const path = `/consultations/${data.id}/edit`;
  const action = data.language === data.own ? path : `${path}?language=${data.language}`;
  const cancelled = data.state === 'cancelled';
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to={data.path}>{data.title || t('title')}</Link>
      </p>
      <h1>{t('to-edit')}</h1>
      <p>
        <ConsultationState state={data.state} />
      </p>
      <RefusedWithoutForm stands={(deed) => hasForm(data, deed)} />
      <TextVersions path={path} own={data.own} language={data.language} versions={data.versions} />
      <StepsOf data={data} action={action} />
      {!cancelled && (
        <>
          <PhasesToPrepare data={data} action={action} />
          <PartsToPrepare data={data} action={action} />
          <section className="stack">
            <h2>{t('prepare.what')}</h2>
            <DeedForm deed="change" action={action}>
              <Version deed="change" now={data.version} />
              <StandingNow deed="change" fields={standing(data, places, t)} />
              <WhatFields deed="change" of={data} places={places} choose={data} isNew={false} />
              <p className="actions">
                <Button>{t('shared:form.save')}</Button>
              </p>
            </DeedForm>
          </section>
        </>
      )}
    </div>
  );
}

const isCancellable = (data: Preparation) => data.state === 'announced' || data.state === 'running';

/** Whether the form of a step stands on the page: somebody else may have taken it meanwhile, from another window. */
function hasForm(data: Preparation, deed: string): boolean {
  if (deed === 'announce' || deed === 'discard') return data.state === 'preparing';
  if (deed === 'cancel') return isCancellable(data);
  if (data.state === 'cancelled') return false;
  const [what, id] = [deed.replace(/-\d+$/, ''), Number(/\d+$/.exec(deed)?.[0])];
  if (what === 'phase') return data.phases.some((p) => p.id === id);
  if (what === 'phase-remove') return data.phases.some((p) => p.id === id && p.removable);
  if (what === 'part' || what === 'part-up') return data.parts.some((p) => p.id === id);
  if (what === 'part-remove') return data.parts.some((p) => p.id === id && p.removable);
  if (deed === 'part-new-statements') return !data.parts.some((p) => p.kind === 'statements');
  return true;
}

/** Announce, discard, cancel: what can be done with the consultation as a whole. */
function StepsOf({ data, action }: { data: Preparation; action: string }) {
  const { t } = useTranslation('consultations');
  if (data.state !== 'preparing' && !isCancellable(data)) return null;
  return (
    <Steps>
      {data.state === 'preparing' ? (
        <AnnounceOrDiscard
          action={action}
          version={data.version}
          announcing={<p>{t('prepare.announce-hint')}</p>}
          discarding={t('prepare.discard-hint')}
        />
      ) : (
        <Cancel
          action={action}
          version={data.version}
          words={{
            summary: t('prepare.cancel'),
            hint: t('prepare.cancel-hint'),
            reasonHint: t('prepare.reason-hint', { language: nameOfLanguage(data.own) }),
            go: t('prepare.cancel-go'),
          }}
        />
      )}
    </Steps>
  );
}

/** What is saved now of a consultation, beside what was typed into its form. */
function standing(data: Preparation, places: Places, t: TFunction<'consultations'>): Standing[] {
  const named = (list: { id: number; name?: string; title?: string }[], id: string) => {
    const found = list.find((x) => String(x.id) === id);
    return found?.name ?? found?.title;
  };
  return [
    { name: 'title', label: t('prepare.title'), value: data.title },
    { name: 'purpose', label: t('purpose'), value: data.purpose },
    { name: 'feedsWords', label: t('prepare.feeds-words'), value: data.feedsWords },
    { name: 'feeds', label: t('prepare.feeds'), value: data.feeds, shown: t(`prepare.feeds-${data.feeds}`) },
    {
      name: 'feedsDocument',
      label: t('prepare.feeds-document'),
      value: data.feedsDocument,
      shown: named(data.documents, data.feedsDocument),
    },
    { name: 'host', label: t('facts.host'), value: data.host, shown: named(data.organisations, data.host) },
    { name: 'scope', label: t('filter.scope'), value: data.scope, shown: t(`scope.${data.scope}`) },
    {
      name: 'region',
      label: t('prepare.region'),
      value: data.region,
      shown: places.regions.find((r) => r.value === data.region)?.label,
    },
    {
      name: 'theme',
      label: t('prepare.theme'),
      value: data.theme,
      shown: data.theme ? t(`themes:${data.theme}`) : undefined,
    },
    {
      name: 'languages',
      label: t('prepare.languages'),
      value: '',
      ticked: data.languages,
      shown: data.languages.map(nameOfLanguage).join(' · ') || undefined,
    },
    { name: 'readers', label: t('prepare.readers'), value: data.readers, shown: t(`readers.${data.readers}`) },
    {
      name: 'participants',
      label: t('facts.participants'),
      value: data.participants,
      shown: t(`participants.${data.participants}`),
    },
    { name: 'timeZone', label: t('preparing:zone'), value: data.timeZone },
    { name: 'facilitators', label: t('preparing:facilitators'), value: data.facilitators },
  ];
}

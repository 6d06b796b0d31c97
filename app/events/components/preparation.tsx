import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOfLanguage } from '../../shared/languages';
import { Button, DeedForm, RefusedWithoutForm, useRefused } from '../../shared/ui/form';
import type { Places } from '../../shared/ui/preparing/fields';
import { AnnounceOrDiscard, Cancel, Steps, TextVersions } from '../../shared/ui/preparing/steps';
import { Version } from '../../shared/ui/standing-now';
import type { Preparation } from '../queries/preparing.server';
import { EventState } from './event-list';
import { MaterialsToPrepare } from './material-fields';
import { SpeakersToPrepare } from './speaker-fields';
import { StandingTimes, StandingWhat } from './standing-event';
import { type ToChooseFrom, WhatFields } from './what-fields';
import { WhenFields } from './when-fields';

/** A new event: one form; speakers and materials follow on the next screen. */
export function NewEvent({
  choose,
  places,
  language,
  zone,
  once,
}: {
  choose: ToChooseFrom;
  places: Places;
  language: string;
  /** The reader's own zone, proposed for the event. */
  zone: string;
  /** Key of the form: sent twice, it prepares one event. */
  once: string;
}) {
  const { t } = useTranslation('events');
  const typed = useRefused('prepare')?.typed.once;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to="/events">{t('title')}</Link>
      </p>
      <h1>{t('prepare.new')}</h1>
      <p className="lede">{t('prepare.new-lede')}</p>
      <p>
        <Link to="/events/series/new">{t('series.new')}</Link>
      </p>
      <DeedForm deed="prepare">
        <input type="hidden" name="once" value={typed ?? once} />
        <h2>{t('prepare.when')}</h2>
        <WhenFields deed="prepare" of={{ timeZone: zone }} zones={places.zones} />
        <h2>{t('prepare.what')}</h2>
        <WhatFields deed="prepare" of={{ language }} places={places} choose={choose} isNew />
        <p className="actions">
          <Button primary>{t('prepare.save-draft')}</Button>
        </p>
      </DeedForm>
    </div>
  );
}

/** Everything that can be set of one event, in the order in which it is needed. */
export function PrepareEvent({ data, places, after }: { data: Preparation; places: Places; after?: ReactNode }) {
  const { t } = useTranslation('events');
  const path = `/events/${data.id}/edit`;
  const action = data.language === data.own ? path : `${path}?language=${data.language}`;
  const choose = { organisations: data.organisations, series: data.seriesToChoose };
  const settled = data.state === 'cancelled' || data.state === 'over';
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to={data.path}>{data.title || t('title')}</Link>
      </p>
      <h1>{t('to-edit')}</h1>
      <p>
        <EventState state={data.state} />
      </p>
      <RefusedWithoutForm stands={(deed) => hasForm(data, deed)} />
      <TextVersions path={path} own={data.own} language={data.language} versions={data.versions} />
      <Overlapping data={data} />
      <Contents data={data} settled={settled} />
      <StepsOf data={data} action={action} />

      {!settled && (
        <section className="stack" aria-labelledby="when">
          <h2 id="when">{t('prepare.when')}</h2>
          {data.state !== 'preparing' && <p className="hint">{t('prepare.move-hint')}</p>}
          <DeedForm deed="move" action={action}>
            <Version deed="move" now={data.version} />
            <StandingTimes data={data} />
            <WhenFields deed="move" of={data} zones={places.zones} />
            <p className="actions">
              <Button>{t(data.state === 'preparing' ? 'prepare.save-times' : 'prepare.move')}</Button>
            </p>
          </DeedForm>
        </section>
      )}

      {data.state !== 'cancelled' && (
        <section className="stack" aria-labelledby="what">
          <h2 id="what">{t('prepare.what')}</h2>
          <DeedForm deed="change" action={action}>
            <Version deed="change" now={data.version} />
            <StandingWhat data={data} places={places} />
            <WhatFields deed="change" of={data} places={places} choose={choose} isNew={false} />
            <p className="actions">
              <Button>{t('shared:form.save')}</Button>
            </p>
          </DeedForm>
        </section>
      )}
      {data.state !== 'cancelled' && <SpeakersToPrepare data={data} action={action} />}
      <MaterialsToPrepare data={data} action={action} />
      {after}
    </div>
  );
}

/** What stands on this long page, to go there at once. */
function Contents({ data, settled }: { data: Preparation; settled: boolean }) {
  const { t } = useTranslation('events');
  const places: [string, string][] = [
    ...(settled ? [] : ([['when', t('prepare.when')]] as [string, string][])),
    ...(data.state === 'cancelled'
      ? []
      : ([
          ['what', t('prepare.what')],
          ['speakers', t('speakers')],
        ] as [string, string][])),
    ['materials', t('materials.title')],
  ];
  return (
    <nav aria-label={t('prepare.contents')}>
      <p className="hint">{t('prepare.contents')}</p>
      <ul>
        {places.map(([id, words]) => (
          <li key={id}>
            <a href={`#${id}`}>{words}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What takes place at the same time where it cannot, or where the same people would come: said, never forbidden. */
function Overlapping({ data }: { data: Preparation }) {
  const { t } = useTranslation('events');
  if (data.overlapping.length === 0) return null;
  return (
    <div className="notice">
      <ul>
        {data.overlapping.map((o) => (
          <li key={o.id}>
            {t(`prepare.overlap-${o.why}`)}{' '}
            {o.title ? (
              <Link to={`/events/${o.id}/${o.slug}`} lang={o.language ?? undefined}>
                {o.title}
              </Link>
            ) : (
              t('prepare.overlap-unseen')
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

const isCancellable = (data: Preparation) => data.state === 'announced' || data.state === 'live';

/** Whether the form of a step stands on the page: somebody else may have taken it meanwhile, from another window. */
function hasForm(data: Preparation, deed: string): boolean {
  if (deed === 'announce' || deed === 'discard') return data.state === 'preparing';
  if (deed === 'cancel') return isCancellable(data);
  if (deed === 'move') return data.state !== 'cancelled' && data.state !== 'over';
  return deed !== 'change' || data.state !== 'cancelled';
}

/** Announce, discard, cancel: what can be done with the event as a whole. */
function StepsOf({ data, action }: { data: Preparation; action: string }) {
  const { t } = useTranslation('events');
  if (data.state !== 'preparing' && !isCancellable(data)) return null;
  return (
    <Steps>
      {data.state === 'preparing' ? (
        <AnnounceOrDiscard
          action={action}
          version={data.version}
          announcing={
            <>
              <p>{t('prepare.announce-hint')}</p>
              {!data.hasJoining && data.venue === '' && <p className="hint">{t('prepare.no-way-in')}</p>}
            </>
          }
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

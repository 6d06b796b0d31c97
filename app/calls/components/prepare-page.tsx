import { useTranslation } from 'react-i18next';
import { themes } from '../../shared/themes';
import { Fold } from '../../shared/ui/fold';
import { Boxes, Button, DeedForm, Field, RefusedWithoutForm, Select, TextArea } from '../../shared/ui/form';
import { LocalTime, ZoneField } from '../../shared/ui/preparing/fields';
import { AnnounceOrDiscard, Cancel, Steps } from '../../shared/ui/preparing/steps';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { Way } from '../../shared/ui/way';
import type { PrepareData } from '../page.server';
import { CallStateMark, Title } from './parts';
import { Questions, Reviewers } from './prepare-asking';
import { useCallsLive } from './use-calls-live';

/** A call in preparation: what it says, when it is, what it asks, who scores; then its next step. */
export function PreparePage({ data }: { data: PrepareData }) {
  const { t } = useTranslation('pilots');
  useTranslation('themes');
  useCallsLive();
  const forms = ['what', 'times', 'questions', 'reviewers', 'announce', 'discard', 'cancel'];
  const head = { title: data.what.title, language: data.language };
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/pilots">{t('title')}</Way> ›{' '}
        <Way to={`/pilots/calls/${data.id}`}>
          <Title of={head} />
        </Way>
      </p>
      <CallStateMark state={data.state} />
      <h1>{t('prepare.title')}</h1>
      <RefusedWithoutForm stands={(deed) => forms.includes(deed)} />
      {data.isFixed && data.state !== 'cancelled' && <p className="notice">{t('prepare.fixed')}</p>}
      <What data={data} />
      <TimesPart data={data} />
      <Questions data={data} />
      <Reviewers data={data} />
      {data.state !== 'cancelled' && <NextSteps data={data} />}
    </div>
  );
}

function What({ data }: { data: PrepareData }) {
  const { t } = useTranslation('pilots');
  const deed = 'what';
  const { what } = data;
  return (
    <Fold summary={t('prepare.what')} deeds={[deed]} open={what.sought === ''}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <StandingNow
          deed={deed}
          fields={[
            { name: 'title', label: t('field.title'), value: what.title },
            { name: 'introduction', label: t('field.introduction'), value: what.introduction },
            { name: 'sought', label: t('call.sought'), value: what.sought },
            {
              name: 'themes',
              label: t('field.themes'),
              value: '',
              ticked: what.themes,
              shown: what.themes.map((theme) => t(`themes:${theme}`)).join(' · '),
            },
            {
              name: 'area',
              label: t('field.area'),
              value: what.area,
              shown: data.areas.find((a) => a.value === what.area)?.label,
            },
            { name: 'currency', label: t('field.currency'), value: what.currency },
            { name: 'ceiling', label: t('call.ceiling'), value: what.ceiling },
          ]}
        />
        <Field deed={deed} name="title" label={t('field.title')} value={what.title} dir="auto" required />
        <TextArea
          deed={deed}
          name="introduction"
          label={t('field.introduction')}
          value={what.introduction}
          rows={4}
          optional
        />
        <TextArea
          deed={deed}
          name="sought"
          label={t('call.sought')}
          hint={t('prepare.sought-hint')}
          value={what.sought}
          rows={6}
        />
        <Boxes
          deed={deed}
          name="themes"
          label={t('field.themes')}
          ticked={what.themes}
          options={themes.map((value) => ({ value, label: t(`themes:${value}`) }))}
          beside
          optional
        />
        <Select deed={deed} name="area" label={t('field.area')} value={what.area} options={data.areas} />
        <Select
          deed={deed}
          name="currency"
          label={t('field.currency')}
          value={what.currency}
          options={data.currencies}
        />
        <Field
          deed={deed}
          name="ceiling"
          label={t('call.ceiling')}
          hint={t('prepare.ceiling-hint')}
          value={what.ceiling}
          dir="ltr"
          autoComplete="off"
          optional
        />
        {!data.isFixed && (
          <div className="actions">
            <Button>{t('save')}</Button>
          </div>
        )}
      </DeedForm>
    </Fold>
  );
}

/** The instants; of a call that is announced they are moved, with the reason. */
function TimesPart({ data }: { data: PrepareData }) {
  const { t } = useTranslation('pilots');
  const deed = 'times';
  const { times, state } = data;
  const isMove = state === 'announced' || state === 'open';
  const shown = (at: { local: string }) => at.local.replace('T', ' ');
  return (
    <Fold summary={t(isMove ? 'prepare.move' : 'prepare.times')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <StandingNow
          deed={deed}
          fields={[
            { name: 'timeZone', label: t('prepare.zone'), value: times.timeZone },
            { name: 'opens', label: t('call.opens'), value: times.opens.local, shown: shown(times.opens) },
            { name: 'closes', label: t('call.closes'), value: times.closes.local, shown: shown(times.closes) },
            { name: 'scored', label: t('call.scored-by'), value: times.scored.local, shown: shown(times.scored) },
          ]}
        />
        <ZoneField deed={deed} value={times.timeZone} zones={data.zones} hint={t('prepare.zone-hint')} />
        <LocalTime
          deed={deed}
          name="opens"
          label={t('call.opens')}
          value={times.opens.local}
          which={times.opens.which}
        />
        <LocalTime
          deed={deed}
          name="closes"
          label={t('call.closes')}
          hint={t('prepare.closes-hint')}
          value={times.closes.local}
          which={times.closes.which}
        />
        <LocalTime
          deed={deed}
          name="scored"
          label={t('call.scored-by')}
          value={times.scored.local}
          which={times.scored.which}
        />
        {isMove && (
          <TextArea
            deed={deed}
            name="reason"
            label={t('prepare.why-moved')}
            hint={t('prepare.why-moved-hint')}
            rows={3}
            required
          />
        )}
        {(isMove || state === 'draft') && (
          <div className="actions">
            <Button>{t(isMove ? 'prepare.move' : 'save')}</Button>
          </div>
        )}
      </DeedForm>
    </Fold>
  );
}

function NextSteps({ data }: { data: PrepareData }) {
  const { t } = useTranslation('pilots');
  const path = `/pilots/calls/${data.id}/edit`;
  return (
    <Steps>
      {data.state === 'draft' ? (
        <AnnounceOrDiscard
          action={path}
          version={data.version}
          announcing={
            <>
              <Version deed="announce" now={data.version} />
              <p className="hint">{t('prepare.announce-hint')}</p>
            </>
          }
          discarding={t('prepare.discard-hint')}
        />
      ) : (
        <Cancel
          action={path}
          version={data.version}
          words={{
            summary: t('prepare.cancel'),
            hint: t('prepare.cancel-hint'),
            reasonHint: t('prepare.why-moved-hint'),
            go: t('prepare.cancel'),
          }}
        />
      )}
    </Steps>
  );
}

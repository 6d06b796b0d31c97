import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, Select, TextArea } from '../../shared/ui/form';
import { LocalTime } from '../../shared/ui/preparing/fields';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { phaseKinds } from '../consultation';
import type { Preparation } from '../queries/preparing.server';

type Phase = Preparation['phases'][number];

/** The phases in the order of time: each unfolds into a form, and the last adds another. */
export function PhasesToPrepare({ data, action }: { data: Preparation; action: string }) {
  const { t } = useTranslation('consultations');
  return (
    <section className="stack" id="phases">
      <h2>{t('prepare.phases')}</h2>
      <p className="hint">{t('prepare.phases-hint', { zone: data.timeZone })}</p>
      {data.phases.map((p) => (
        <Fold
          key={p.id}
          deeds={[`phase-${p.id}`]}
          summary={
            <>
              {p.title || t(`phase.${p.kind}`)} · <bdi>{p.opens.replace('T', ' ')}</bdi> –{' '}
              <bdi>{p.closes.replace('T', ' ')}</bdi>
            </>
          }
        >
          <PhaseForm deed={`phase-${p.id}`} data={data} phase={p} action={action} />
          {p.removable && (
            <DeedForm deed={`phase-remove-${p.id}`} action={action}>
              <Version deed={`phase-remove-${p.id}`} now={data.version} />
              <input type="hidden" name="id" value={p.id} />
              <Button quiet>{t('prepare.phase-remove', { title: p.title || t(`phase.${p.kind}`) })}</Button>
            </DeedForm>
          )}
        </Fold>
      ))}
      <Fold deeds={['phase-new']} summary={t('prepare.phase-add')} open={data.phases.length === 0}>
        <PhaseForm key={data.phases.length} deed="phase-new" data={data} phase={null} action={action} />
      </Fold>
    </section>
  );
}

function PhaseForm({
  deed,
  data,
  phase: p,
  action,
}: {
  deed: string;
  data: Preparation;
  phase: Phase | null;
  action: string;
}) {
  const { t } = useTranslation('consultations');
  return (
    <DeedForm deed={deed} action={action}>
      <Version deed={deed} now={data.version} />
      <input type="hidden" name="phase" value={p?.id ?? ''} />
      <input type="hidden" name="language" value={data.language} />
      {p && (
        <StandingNow
          deed={deed}
          fields={[
            { name: 'kind', label: t('prepare.phase-kind'), value: p.kind, shown: t(`phase.${p.kind}`) },
            { name: 'opens', label: t('prepare.opens'), value: p.opens, shown: p.opens.replace('T', ' ') },
            { name: 'closes', label: t('prepare.closes'), value: p.closes, shown: p.closes.replace('T', ' ') },
            { name: 'title', label: t('prepare.phase-title'), value: p.title },
            { name: 'introduction', label: t('prepare.phase-introduction'), value: p.introduction },
          ]}
        />
      )}
      <Select
        deed={deed}
        name="kind"
        label={t('prepare.phase-kind')}
        value={p?.kind ?? phaseKinds[Math.min(data.phases.length, phaseKinds.length - 1)]!}
        options={phaseKinds.map((v) => ({ value: v, label: t(`phase.${v}`) }))}
      />
      <LocalTime deed={deed} name="opens" label={t('prepare.opens')} value={p?.opens} which={p?.opensWhich} required />
      <LocalTime
        deed={deed}
        name="closes"
        label={t('prepare.closes')}
        value={p?.closes}
        which={p?.closesWhich}
        required
      />
      <Field
        deed={deed}
        name="title"
        label={t('prepare.phase-title')}
        hint={t('prepare.phase-title-hint')}
        value={p?.title}
        dir="auto"
        optional
      />
      <TextArea
        deed={deed}
        name="introduction"
        label={t('prepare.phase-introduction')}
        value={p?.introduction}
        rows={3}
        optional
      />
      <Button>{t(p ? 'prepare.phase-save' : 'prepare.phase-add')}</Button>
    </DeedForm>
  );
}

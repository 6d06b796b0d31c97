import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Boxes, Button, DeedForm, Field, Select, TextArea } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { type PartKind, partKinds } from '../consultation';
import type { Preparation } from '../queries/preparing.server';

type Part = Preparation['parts'][number];

/** What it is made of, and when each is open: each unfolds into a form, and for every kind there is one that adds another. */
export function PartsToPrepare({ data, action }: { data: Preparation; action: string }) {
  const { t } = useTranslation('consultations');
  const addable = partKinds.filter((kind) => canAdd(kind, data));
  return (
    <section className="stack" id="parts">
      <h2>{t('prepare.parts')}</h2>
      <p className="hint">{t('prepare.parts-hint')}</p>
      {data.parts.map((p, i) => (
        <Fold
          key={p.id}
          deeds={[`part-${p.id}`]}
          summary={
            <>
              {t(`part.${p.kind}`)} · <bdi>{p.title || p.own || p.subject}</bdi>
            </>
          }
        >
          <PartForm deed={`part-${p.id}`} data={data} part={p} kind={p.kind} action={action} />
          <div className="row">
            {i > 0 && (
              <DeedForm deed={`part-up-${p.id}`} action={action}>
                <Version deed={`part-up-${p.id}`} now={data.version} />
                <input type="hidden" name="id" value={p.id} />
                <Button quiet>{t('prepare.part-up')}</Button>
              </DeedForm>
            )}
            {p.removable && (
              <DeedForm deed={`part-remove-${p.id}`} action={action}>
                <Version deed={`part-remove-${p.id}`} now={data.version} />
                <input type="hidden" name="id" value={p.id} />
                <Button quiet>{t('prepare.part-remove')}</Button>
              </DeedForm>
            )}
          </div>
        </Fold>
      ))}
      {addable.map((kind) => (
        <Fold key={kind} deeds={[`part-new-${kind}`]} summary={t(`prepare.part-add-${kind}`)}>
          <PartForm
            key={data.parts.length}
            deed={`part-new-${kind}`}
            data={data}
            part={null}
            kind={kind}
            action={action}
          />
        </Fold>
      ))}
      <p>
        <Link to={`/questionnaires/new?consultation=${data.id}`}>{t('prepare.new-questionnaire')}</Link>
      </p>
    </section>
  );
}

/** Of the kinds that stand for something else, only those of which there is something to choose. */
function canAdd(kind: PartKind, data: Preparation): boolean {
  if (kind === 'reading') return true;
  if (kind === 'statements') return !data.parts.some((p) => p.kind === 'statements');
  return data.choosable.some((c) => c.kind === kind);
}

function PartForm({
  deed,
  data,
  part: p,
  kind,
  action,
}: {
  deed: string;
  data: Preparation;
  part: Part | null;
  kind: PartKind;
  action: string;
}) {
  const { t } = useTranslation('consultations');
  const isOwn = kind === 'reading' || kind === 'statements';
  const phaseName = (id: string) => {
    const phase = data.phases.find((x) => String(x.id) === id);
    return phase ? phase.title || t(`phase.${phase.kind}`) : id;
  };
  const openPhases = data.phases.filter((x) => x.kind === 'open').map((x) => String(x.id));
  const ticked = p ? p.phases : openPhases;
  return (
    <DeedForm deed={deed} action={action}>
      <Version deed={deed} now={data.version} />
      <input type="hidden" name="part" value={p?.id ?? ''} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="language" value={data.language} />
      {p && (
        <StandingNow
          deed={deed}
          fields={[
            { name: 'title', label: t('prepare.part-title'), value: p.title },
            { name: 'body', label: t('prepare.part-body'), value: p.body },
            {
              name: 'phases',
              label: t('prepare.part-phases'),
              value: '',
              ticked: p.phases,
              shown: p.phases.map(phaseName).join(' · ') || undefined,
            },
          ]}
        />
      )}
      {!p && !isOwn && (
        <Select
          deed={deed}
          name="subject"
          label={t(`part.${kind}`)}
          hint={t('prepare.subject-hint')}
          empty={t('prepare.choose')}
          value=""
          options={data.choosable
            .filter((c) => c.kind === kind)
            .map((c) => ({ value: String(c.id), label: c.title || String(c.id) }))}
        />
      )}
      <Field
        deed={deed}
        name="title"
        label={t('prepare.part-title')}
        hint={isOwn ? undefined : t('prepare.part-title-hint')}
        value={p?.title}
        dir="auto"
        required={isOwn}
        optional={!isOwn}
      />
      {isOwn && (
        <TextArea
          deed={deed}
          name="body"
          label={t(kind === 'reading' ? 'prepare.part-body' : 'prepare.part-introduction')}
          hint={t('prepare.part-body-hint')}
          value={p?.body}
          rows={kind === 'reading' ? 12 : 4}
          required={kind === 'reading'}
          optional={kind !== 'reading'}
        />
      )}
      {data.phases.length > 0 ? (
        <Boxes
          deed={deed}
          name="phases"
          label={t('prepare.part-phases')}
          ticked={ticked}
          options={data.phases.map((x) => ({ value: String(x.id), label: phaseName(String(x.id)) }))}
        />
      ) : (
        <p className="hint">{t('prepare.no-phases')}</p>
      )}
      <Button>{t(p ? 'prepare.part-save' : 'prepare.part-add')}</Button>
    </DeedForm>
  );
}

import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Fold } from '../../shared/ui/fold';
import { Button, Choices, DeedForm, Field, Select, TextArea } from '../../shared/ui/form';
import { type MotionKind, motionKinds } from '../motion';
import type { MembersData } from '../page.server';

/** The forms of what can be put next, each folded; the first chair, while there has been none. */
export function NewMotions({ data, once }: { data: MembersData; once: string }) {
  const { t } = useTranslation('committee');
  return (
    <section className="stack" aria-labelledby="new-motions">
      <h2 id="new-motions">{t('motions.new')}</h2>
      {motionKinds.map((kind) => (
        <Fold key={kind} deeds={[`motion-${kind}`]} summary={t(`motion.kind.${kind}`)}>
          <MotionForm kind={kind} data={data} once={once} />
        </Fold>
      ))}
      {data.secretariat && !data.begun && (
        <Fold deeds={['first-chair']} summary={t('first-chair.title')}>
          <DeedForm deed="first-chair" className="stack">
            <p className="hint">{t('first-chair.hint')}</p>
            <OfMembers deed="first-chair" data={data} />
            <Field deed="first-chair" name="from" type="date" label={t('first-chair.from')} required />
            <Button>{t('first-chair.enter')}</Button>
          </DeedForm>
        </Fold>
      )}
    </section>
  );
}

function OfMembers({ deed, data }: { deed: string; data: MembersData }) {
  const { t } = useTranslation('committee');
  return (
    <Select
      deed={deed}
      name="organisation"
      label={t('members.member')}
      empty={t('choose')}
      options={data.members.map((m) => ({ value: String(m.id), label: m.name }))}
    />
  );
}

function MotionForm({ kind, data, once }: { kind: MotionKind; data: MembersData; once: string }) {
  const { t } = useTranslation('committee');
  const deed = `motion-${kind}`;
  const answers = [
    { value: 'yes', label: t('members.may-chair') },
    { value: 'no', label: t('members.may-not-chair') },
  ];
  const members = new Set(data.members.map((m) => m.id));
  return (
    <DeedForm deed={deed} className="stack">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="once" value={once} />
      <p className="hint">{t(`motion.hint.${kind}`)}</p>
      {kind === 'admit' && (
        <Select
          deed={deed}
          name="organisation"
          label={t('motion.organisation')}
          empty={t('choose')}
          options={data.organisations
            .filter((o) => !members.has(o.id))
            .map((o) => ({ value: String(o.id), label: o.name }))}
        />
      )}
      {kind !== 'admit' && kind !== 'rules' && <OfMembers deed={deed} data={data} />}
      <Field
        deed={deed}
        name="onDay"
        type="date"
        label={t(
          `motion.day.${kind === 'cease' ? 'last' : kind === 'chair' || kind === 'co-chair' ? 'year' : 'first'}`,
        )}
        required
      />
      {(kind === 'admit' || kind === 'change') && (
        <Choices
          deed={deed}
          name="mayChair"
          label={t('members.chair')}
          hint={t('motion.may-chair-hint')}
          options={answers}
        />
      )}
      {kind === 'rules' && (
        <>
          <Field
            deed={deed}
            name="quorum"
            inputMode="numeric"
            label={t('rules.quorum')}
            hint={t('rules.quorum-hint')}
            value={data.rules?.quorum ? String(data.rules.quorum) : ''}
            optional
          />
          <Choices
            deed={deed}
            name="admitOutcome"
            label={t('rules.admit')}
            value={data.rules?.admitOutcome ?? 'consensus'}
            options={(['consensus', 'no-strong-objection'] as const).map((o) => ({
              value: o,
              label: t(`rules.outcome.${o}`),
            }))}
          />
          <Choices
            deed={deed}
            name="admitLetter"
            label={t('rules.letter-label')}
            value={data.rules?.admitLetter === false ? 'no' : 'yes'}
            options={[
              { value: 'yes', label: t('rules.letter') },
              { value: 'no', label: t('rules.no-letter') },
            ]}
          />
          <Field
            deed={deed}
            name="admitFrom"
            type="date"
            label={t('rules.from')}
            value={data.rules?.admitFrom ?? ''}
            optional
          />
        </>
      )}
      <TextArea deed={deed} name="reason" label={t('motion.reason')} rows={3} required />
      <Select
        deed={deed}
        name="language"
        label={t('language')}
        value={data.language}
        options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
      />
      <Button>{t('motion.write')}</Button>
    </DeedForm>
  );
}

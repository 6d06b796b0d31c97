import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Day } from '../../shared/ui/day';
import { Fold } from '../../shared/ui/fold';
import { Button, Choices, DeedForm, Field, RefusedWithoutForm, Select, TextArea } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import { type MotionKind, motionKinds, subjectKindOf } from '../motion';
import type { MembersData } from '../page.server';
import { Crumb, Member } from './parts';
import { useCommitteeLive } from './use-committee-live';

type Motion = MembersData['motions'][number];

/** What the committee decides about itself: what is put to it, what it decided, and the forms for what is next. */
export function MembersPage({ data, once }: { data: MembersData; once: string }) {
  const { t } = useTranslation('committee');
  useCommitteeLive();
  const open = data.motions.filter((m) => !m.carriedOutAt && !m.voidBecause);
  const done = data.motions.filter((m) => m.carriedOutAt || m.voidBecause);
  const deeds = [
    ...motionKinds.map((kind) => `motion-${kind}`),
    ...open.map((m) => `withdraw-${m.id}`),
    ...(data.begun ? [] : ['first-chair']),
  ];
  return (
    <div className="narrow">
      <Crumb />
      <h1>{t('motions.title')}</h1>
      <p className="lede">{t('motions.lede')}</p>
      <RefusedWithoutForm stands={(deed) => data.conducts && deeds.includes(deed)} />
      <Rules data={data} />
      <section className="stack" aria-labelledby="open-motions">
        <h2 id="open-motions">{t('motions.open')}</h2>
        {open.length === 0 && <p className="empty">{t('motions.none')}</p>}
        <ul className="list">
          {open.map((m) => (
            <li key={m.id}>
              <Said motion={m} />
              {data.conducts && (
                <div className="actions">
                  {m.proposalId === null ? (
                    <>
                      <Way className="plain" to={`/decisions/new?subject=${subjectKindOf(m.kind)}&id=${m.id}`}>
                        {t('motions.put')}
                      </Way>
                      <DeedForm deed={`withdraw-${m.id}`}>
                        <input type="hidden" name="id" value={m.id} />
                        <Button quiet>{t('motions.withdraw')}</Button>
                      </DeedForm>
                    </>
                  ) : (
                    <Way to={`/decisions/${m.proposalId}`}>{t('motions.to-decision', { id: m.proposalId })}</Way>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
      </section>
      {data.conducts && <NewMotions key={once} data={data} once={once} />}
      <History data={data} done={done} />
    </div>
  );
}

function Rules({ data }: { data: MembersData }) {
  const { t } = useTranslation('committee');
  const { rules } = data;
  if (!rules) return <p className="notice">{t('rules.none')}</p>;
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">{t('rules.title')}</h2>
      <dl className="record">
        <div>
          <dt>{t('rules.quorum')}</dt>
          <dd>{rules.quorum ?? t('rules.no-quorum')}</dd>
        </div>
        <div>
          <dt>{t('rules.admit')}</dt>
          <dd>
            {t(`rules.outcome.${rules.admitOutcome}`)} · {t(rules.admitLetter ? 'rules.letter' : 'rules.no-letter')}
            {rules.admitFrom && (
              <>
                {' · '}
                {t('rules.from')} <Day day={rules.admitFrom} />
              </>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** A motion in a sentence, with its reason. */
function Said({ motion: m }: { motion: Motion }) {
  const { t } = useTranslation('committee');
  const chairs = m.mayChair === null ? '' : m.mayChair ? '-chair' : '-no-chair';
  return (
    <>
      <p>
        {t(`motion.short.${m.kind}${chairs}`, { organisation: m.organisation ?? '' })} · <Day day={m.onDay} />
      </p>
      <p className="hint" lang={m.language} dir="auto">
        {m.reason}
      </p>
      {m.voidBecause && (
        <p className="notice bad">
          {t('motions.void')} {t(m.voidBecause)}
        </p>
      )}
    </>
  );
}

function NewMotions({ data, once }: { data: MembersData; once: string }) {
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

/** How it came to be as it is: memberships and terms with the decisions behind them, and what was decided and when. */
function History({ data, done }: { data: MembersData; done: Motion[] }) {
  const { t } = useTranslation('committee');
  const by = (id: number | null) =>
    id === null ? null : (
      <>
        {' · '}
        <Way to={`/decisions/${id}`}>{t('schedule.by-decision', { id })}</Way>
      </>
    );
  return (
    <section className="stack" aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      <h3>{t('history.memberships')}</h3>
      <ul>
        {data.history.map((m) => (
          <li key={`${m.handle}-${m.since}`}>
            <Member of={m} /> · <Day day={m.since} />
            {m.until && (
              <>
                {' – '}
                <Day day={m.until} />
              </>
            )}{' '}
            · {t(m.mayChair ? 'members.may-chair' : 'members.may-not-chair')} ·{' '}
            {t(m.founding ? 'history.founding' : 'history.admitted')}
            {by(m.decidedBy)}
            {by(m.ceasedBy)}
          </li>
        ))}
      </ul>
      <h3>{t('history.terms')}</h3>
      {data.terms.length === 0 && <p className="empty">{t('chair.none')}</p>}
      <ul>
        {data.terms.map((term) => (
          <li key={`${term.role}-${term.from}`}>
            {t(`chair.${term.role}`)}: <Member of={term.member} /> · <Day day={term.from} /> –{' '}
            <Day day={term.ceasedOn ?? term.until} />
            {term.ceasedOn && <> · {t('history.ceased')}</>}
            {term.standIn && <> · {t('schedule.stand-in')}</>}
            {by(term.decidedBy)}
          </li>
        ))}
      </ul>
      {done.length > 0 && (
        <>
          <h3>{t('history.decided')}</h3>
          <ul className="list">
            {done.map((m) => (
              <li key={m.id}>
                <Said motion={m} />
                {m.proposalId !== null && (
                  <p>
                    <Way to={`/decisions/${m.proposalId}`}>{t('schedule.by-decision', { id: m.proposalId })}</Way>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

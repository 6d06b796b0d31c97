import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Day } from '../../shared/ui/day';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, Select, TextArea } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { CommitmentData } from '../commitments-page.server';
import { CommitmentState } from './commitment-state';
import { StandForm } from './stand-form';

/** One of them: what, whose, by when; then how it stood. */
export function CommitmentPage({ data }: { data: CommitmentData }) {
  const { t } = useTranslation('commitments');
  const owner =
    data.owner && data.ownerHandle ? (
      <Way to={`/organisations/${data.ownerHandle}`}>
        <bdi>{data.owner}</bdi>
      </Way>
    ) : (
      <bdi>{data.person ?? t(data.ownerPersonId === null ? 'nobody' : 'a-person')}</bdi>
    );
  const facts: [string, ReactNode][] = [
    [t('owner'), owner],
    [t('to-be-done-by'), data.dueOn && <Day day={data.dueOn} />],
    [t('about'), data.subject && <bdi lang={data.subjectLanguage ?? undefined}>{data.subject}</bdi>],
  ];
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/commitments">{t('title')}</Way>
      </p>
      <p>
        <CommitmentState state={data.state} /> <span className="tag">{t(`kind.${data.kind}`)}</span>
        {data.isOverdue && (
          <>
            {' '}
            <span className="state hidden">{t('is-overdue')}</span>
          </>
        )}
      </p>
      <h1>{t('one')}</h1>
      <p className="words" lang={data.language} dir={directionOf(data.language)}>
        {data.words}
      </p>
      {data.reason && (
        <div className="notice">
          <p>{t('not-pursued-because')}</p>
          <p dir="auto">{data.reason}</p>
        </div>
      )}
      {data.done && (
        <section aria-labelledby="done">
          <h2 id="done">{t('was-done')}</h2>
          <p lang={data.language} dir="auto">
            {data.done}
          </p>
        </section>
      )}
      <dl className="record">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {data.kind !== 'action' && (
        <p className="actions">
          <Way className="plain" to={data.path}>
            {t(`to.${data.kind}`)}
          </Way>
        </p>
      )}
      <History data={data} />
      {data.mayFollowUp && <StandForm key={`stand ${data.version}`} stand={data} />}
      {data.mayChange && <ChangeForm key={`change ${data.version}`} data={data} />}
    </div>
  );
}

function History({ data }: { data: CommitmentData }) {
  const { t } = useTranslation('commitments');
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('how-it-stood')}</h2>
      <ol className="list">
        {data.history.map((change) => (
          <li key={change.id}>
            <p className="meta">
              <CommitmentState state={change.state} />
              <Time at={change.at} zone={data.zone} style="date" />
              {change.by && (
                <span>
                  {t('said-by')} <bdi>{change.by}</bdi>
                </span>
              )}
            </p>
            <p className="meta">
              {change.owner && (
                <span>
                  {t('owner')}: <bdi>{change.owner}</bdi>
                </span>
              )}
              {change.dueOn && (
                <span>
                  {t('due')} <Day day={change.dueOn} />
                </span>
              )}
            </p>
            {change.reason && <p dir="auto">{change.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What an action is, whose and by when: for those who wrote it down. */
function ChangeForm({ data }: { data: CommitmentData }) {
  const { t } = useTranslation('commitments');
  const deed = 'change';
  const owner = data.ownerOrganisationId === null ? '' : String(data.ownerOrganisationId);
  return (
    <Fold summary={t('change.title')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <StandingNow
          deed={deed}
          fields={[
            { name: 'words', label: t('change.words'), value: data.words },
            { name: 'owner', label: t('owner'), value: owner, shown: data.owner ?? undefined },
            { name: 'dueOn', label: t('to-be-done-by'), value: data.dueOn ?? '' },
          ]}
        />
        <TextArea deed={deed} name="words" label={t('change.words')} value={data.words} rows={4} required />
        <Select
          deed={deed}
          name="owner"
          label={t('owner')}
          hint={t('change.owner-hint')}
          value={owner}
          empty={t('nobody')}
          options={data.organisations.map((o) => ({ value: String(o.id), label: o.name }))}
        />
        <Field deed={deed} name="dueOn" type="date" label={t('to-be-done-by')} value={data.dueOn ?? ''} optional />
        <div className="actions">
          <Button>{t('change.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}

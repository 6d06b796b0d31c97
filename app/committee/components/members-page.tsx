import { useTranslation } from 'react-i18next';
import { Day } from '../../shared/ui/day';
import { Button, DeedForm, RefusedWithoutForm } from '../../shared/ui/form';
import { useHeldOnce } from '../../shared/ui/use-held-once';
import { Way } from '../../shared/ui/way';
import { motionKinds, subjectKindOf } from '../motion';
import type { MembersData } from '../page.server';
import { History, Said } from './motion-history';
import { NewMotions } from './new-motions';
import { Crumb } from './parts';
import { useCommitteeLive } from './use-committee-live';

/** What the committee decides about itself: what is put to it, what it decided, and the forms for what is next. */
export function MembersPage({ data, once }: { data: MembersData; once: string }) {
  const { t } = useTranslation('committee');
  useCommitteeLive();
  const held = useHeldOnce(once);
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
              {m.proposalId !== null && (
                <p>
                  <Way to={`/decisions/${m.proposalId}`}>{t('motions.to-decision', { id: m.proposalId })}</Way> ·{' '}
                  <span className={m.outcome === null ? 'state open' : 'state closed'}>
                    {t(`proposal-state.${m.outcome ?? 'open'}`)}
                  </span>
                </p>
              )}
              {data.conducts && (
                <div className="actions">
                  {m.proposalId === null || m.outcome !== null ? (
                    <>
                      <Way className="plain" to={`/decisions/new?subject=${subjectKindOf(m.kind)}&id=${m.id}`}>
                        {t(m.outcome === null ? 'motions.put' : 'motions.put-again')}
                      </Way>
                      <DeedForm deed={`withdraw-${m.id}`}>
                        <input type="hidden" name="id" value={m.id} />
                        <Button quiet>{t('motions.withdraw')}</Button>
                      </DeedForm>
                    </>
                  ) : null}
                </div>
              )}
            </li>
          ))}
        </ul>
      </section>
      {data.conducts && <NewMotions key={held} data={data} once={held} />}
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

import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Choosing } from '../../../shared/ui/choosing';
import { Day } from '../../../shared/ui/day';
import { Paging } from '../../../shared/ui/paging';
import { Way } from '../../../shared/ui/way';
import { Both, Hash, StateOfDecision } from '../../components/parts';
import { EntryMet } from '../../entry/components/judgement';
import { outcomes } from '../../proposal';
import type { RegisterData } from '../pages.server';
import { registerAddress } from '../register';

/** Everything that the committee has decided, under its number: adopted or not, with the hash of the text that was decided on. */
export function RegisterPage({ data }: { data: RegisterData }) {
  const { t } = useTranslation('register');
  // Named here too, so that the texts of decisions come with the page where it lists none.
  useTranslation('decisions');
  const { search } = data;
  return (
    <div className="stack">
      <p className="crumb">
        <Way to="/decisions">{t('decisions:title')}</Way>
      </p>
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      <Choosing
        label={t('filters')}
        first={
          <>
            <Way to={registerAddress(search, { due: undefined })} aria-current={search.due ? undefined : 'true'}>
              {t('all')}
            </Way>
            <Way to={registerAddress(search, { due: 'yes' })} aria-current={search.due ? 'true' : undefined}>
              {t('due-ones')}
            </Way>
          </>
        }
        groups={[
          {
            name: 'year',
            label: t('year'),
            all: t('all-years'),
            chosen: search.year === undefined ? undefined : String(search.year),
            choices: data.years.map((y) => ({ value: String(y), label: String(y) })),
          },
          {
            name: 'outcome',
            label: t('outcome'),
            all: t('all-outcomes'),
            chosen: search.outcome,
            choices: outcomes.map((value) => ({ value, label: t(`decisions:state.${value}`) })),
          },
        ]}
        to={(change) => registerAddress(search, change)}
      />
      <p>{t('shown', { count: data.total })}</p>
      {data.decisions.length === 0 ? (
        <p className="empty">{t('empty')}</p>
      ) : (
        <ul className="list">
          {data.decisions.map((d) => (
            <li key={d.id}>
              <article>
                <StateOfDecision state={d.outcome} />
                <h2>
                  <Way to={`/decisions/${d.id}`}>
                    <bdi dir="ltr">{d.number}</bdi>{' '}
                    <bdi lang={d.language} dir={directionOf(d.language)}>
                      {d.title}
                    </bdi>
                  </Way>
                </h2>
                <p className="meta">
                  <span>
                    {t('decided')} <Both at={d.decidedAt} zone={data.zone} />
                  </span>
                  {d.lead && <bdi>{d.lead}</bdi>}
                  <span>{t('positions', { count: d.given })}</span>
                  {d.objections > 0 && <span>{t('objections', { count: d.objections })}</span>}
                  {d.evidence > 0 && <span>{t('evidence', { count: d.evidence })}</span>}
                  {d.entryMet !== null && <EntryMet met={d.entryMet} />}
                  {d.reviewOn && (
                    <span className={d.due ? 'state waiting' : undefined}>
                      {t(d.due ? 'review-due' : 'review')} <Day day={d.reviewOn} />
                    </span>
                  )}
                </p>
                <p className="hint">
                  {t('hash')} <Hash hash={d.hash} />
                </p>
              </article>
            </li>
          ))}
        </ul>
      )}
      <Paging page={search.page} pages={data.pages} to={(page) => registerAddress(search, { page })} />
      <p className="row">
        <a href={registerAddress(search, {}, '/decisions/register.csv')} rel="nofollow">
          {t('csv')}
        </a>
        <a href={registerAddress(search, {}, '/decisions.atom')} rel="nofollow">
          {t('atom')}
        </a>
        <Way to="/decisions/register/log">{t('log.title')}</Way>
      </p>
    </div>
  );
}

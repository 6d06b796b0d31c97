import { useTranslation } from 'react-i18next';
import { chosenAddress } from '../../shared/chosen-address';
import { directionOf } from '../../shared/languages';
import { Day } from '../../shared/ui/day';
import { Paging } from '../../shared/ui/paging';
import { Way } from '../../shared/ui/way';
import { commitmentKinds, commitmentStates } from '../commitment';
import type { CommitmentsData } from '../commitments-page.server';
import { CommitmentState } from './commitment-state';

type Chosen = Record<keyof CommitmentsData['chosen'], string | number | null>;

/** What was taken on, by whom and by when, and how it stands: narrowed by links. */
export function CommitmentsPage({ data }: { data: CommitmentsData }) {
  const { t } = useTranslation('commitments');
  const { chosen, whole } = data;
  const to = (change: Partial<Chosen> & { page?: number }) => chosenAddress('/commitments', chosen, change);
  return (
    <div className="stack">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      <p>
        {t('whole', { count: whole.all })} {t('whole-open', { count: whole.open })}{' '}
        {whole.overdue > 0 && <Way to={to({ overdue: 'yes' })}>{t('overdue', { count: whole.overdue })}</Way>}
      </p>
      <Filters data={data} to={to} />
      <p>{t('shown', { count: data.total })}</p>
      {data.commitments.length === 0 ? (
        <p className="empty">{t(whole.all === 0 ? 'empty' : 'none')}</p>
      ) : (
        <ul className="list">
          {data.commitments.map((c) => (
            <li key={c.id}>
              <article>
                <CommitmentState state={c.state} />
                <h2 className="recommended" lang={c.language} dir={directionOf(c.language)}>
                  <Way to={c.path}>{c.words}</Way>
                </h2>
                <p className="meta">
                  <span className="tag">{t(`kind.${c.kind}`)}</span>
                  {c.subject && <bdi lang={c.subjectLanguage ?? undefined}>{c.subject}</bdi>}
                </p>
                <p className="meta">
                  <span>
                    {t('owner')}: <bdi>{c.owner ?? c.person ?? t('nobody')}</bdi>
                  </span>
                  {c.dueOn && (
                    <span>
                      {t('due')} <Day day={c.dueOn} />
                    </span>
                  )}
                  {c.isOverdue && <span className="state hidden">{t('is-overdue')}</span>}
                  <Way to={`/commitments/${c.id}`}>
                    {t('history')}
                    <span className="unseen">: {c.words}</span>
                  </Way>
                </p>
              </article>
            </li>
          ))}
        </ul>
      )}
      <Paging page={data.page} pages={data.pages} to={(page) => to({ page })} />
      <p className="actions">
        <a href={`/commitments.csv${data.search}`}>{t('csv')}</a>
      </p>
    </div>
  );
}

function Filters({ data, to }: { data: CommitmentsData; to: (change: Partial<Chosen>) => string }) {
  const { t } = useTranslation('commitments');
  const { chosen } = data;
  const groups: [keyof Chosen, string, string, { key: string | number; name: string }[]][] = [
    ['kind', t('by-kind'), t('all-kinds'), commitmentKinds.map((kind) => ({ key: kind, name: t(`kinds.${kind}`) }))],
    [
      'state',
      t('by-state'),
      t('all-states'),
      commitmentStates.map((state) => ({ key: state, name: t(`state.${state}`) })),
    ],
    [
      'owner',
      t('by-owner'),
      t('all-owners'),
      [
        ...data.owners.map(({ id, name, open }) => ({ key: id, name: `${name} (${open})` })),
        { key: 'none', name: t('without-owner') },
      ],
    ],
    ['overdue', t('by-day'), t('all-days'), [{ key: 'yes', name: t('only-overdue') }]],
  ];
  return (
    <>
      {groups.map(([name, label, all, choices]) => (
        <nav key={name} className="filters" aria-label={label}>
          <Way to={to({ [name]: null })} aria-current={chosen[name] === null ? 'true' : undefined}>
            {all}
          </Way>
          {choices.map(({ key, name: words }) => (
            <Way key={key} to={to({ [name]: key })} aria-current={chosen[name] === key ? 'true' : undefined}>
              {words}
            </Way>
          ))}
        </nav>
      ))}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { useProgrammesLive } from '../../programmes/components/use-programmes-live';
import { chosenAddress } from '../../shared/chosen-address';
import { type ChoiceGroup, Choosing } from '../../shared/ui/choosing';
import { Way } from '../../shared/ui/way';
import { views } from '../forms';
import type { YearData } from '../page.server';
import { Changes } from './changes';
import { MoneyTable } from './money-table';
import { Approval, Flags, PlanState, YearCrumb } from './parts';
import { QuartersTable, Timeline } from './year-tables';

/** Everything that is planned for a year, and how it stands: as a table by quarter or over the months. */
export function YearPage({ data }: { data: YearData }) {
  const { t } = useTranslation('workplan');
  useProgrammesLive();
  const { head, counts } = data;
  const at = `/workplan/${head.year}`;
  return (
    <div className="stack" data-live-programmes="" data-private={head.isPublic ? undefined : ''}>
      <YearCrumb year={head.year} within={false} />
      <p>
        <PlanState isApproved={head.isApproved} />
      </p>
      <h1>{t('of', { year: head.year })}</h1>
      {data.words && (
        <p className="words written" lang={data.language} dir="auto">
          {data.words}
        </p>
      )}
      <div data-live-part="approval" className="stack">
        <Approval head={head} />
        <Flags flags={data.flags} />
      </div>
      <p className="actions">
        {data.mayPlan && (
          <Way className="primary" to={`${at}/edit`}>
            {t('edit.to')}
          </Way>
        )}
        {data.issues > 0 && (
          <Way className="plain" to={`${at}/review`}>
            {t('report.title', { year: head.year })}
          </Way>
        )}
        {data.mayPlan && (
          <Way className="plain" to={`${at}/review/edit`}>
            {t('review.to')}
          </Way>
        )}
      </p>
      <section aria-labelledby="activities" className="stack">
        <h2 id="activities">{t('activities')}</h2>
        <Narrowing data={data} />
        <div data-live-part="activities" className="stack">
          <p>
            {t('count', { count: counts.all })} {t('count-done', { count: counts.done })}{' '}
            {counts.late > 0 && t('count-late', { count: counts.late })}
            {data.shown < counts.all && ` ${t('shown', { count: data.shown })}`}
          </p>
          {data.shown === 0 ? (
            <p className="empty">{t(counts.all === 0 ? 'empty' : 'none-like-that')}</p>
          ) : data.view === 'timeline' ? (
            <Timeline data={data} />
          ) : (
            <QuartersTable data={data} />
          )}
        </div>
        <p className="actions">
          <a href={`${at}/activities.csv${data.search}`}>{t('csv')}</a>
        </p>
      </section>
      <section aria-labelledby="money" className="stack">
        <h2 id="money">{t('money.title')}</h2>
        <div data-live-part="money" className="stack">
          <MoneyTable data={data} />
        </div>
      </section>
      {head.isApproved && (
        <section aria-labelledby="changes" className="stack">
          <h2 id="changes">{t('changes.title')}</h2>
          <div data-live-part="changes" className="stack">
            <Changes data={data} />
          </div>
        </section>
      )}
    </div>
  );
}

function Narrowing({ data }: { data: YearData }) {
  const { t } = useTranslation('workplan');
  const { chosen } = data;
  const text = (value: string | number | null | undefined) =>
    value === undefined || value === null ? undefined : String(value);
  const now = Object.fromEntries(Object.entries(chosen).map(([name, value]) => [name, value ?? null]));
  const to = (change: Record<string, string | undefined>) =>
    chosenAddress(
      `/workplan/${data.head.year}`,
      now,
      Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value ?? null])),
    );
  const groups: ChoiceGroup[] = [
    {
      name: 'owner',
      label: t('filter.owner'),
      all: t('filter.all-owners'),
      chosen: text(chosen.owner),
      choices: [
        ...data.owners.map((o) => ({ value: String(o.id), label: o.name })),
        ...(data.withoutOwner ? [{ value: 'none', label: t('nobody') }] : []),
      ],
    },
    {
      name: 'programme',
      label: t('filter.programme'),
      all: t('filter.all-programmes'),
      chosen: text(chosen.programme),
      choices: [
        ...data.programmes.map((p) => ({ value: String(p.id), label: p.name, lang: p.language })),
        ...(data.hasOwn ? [{ value: 'none', label: t('own') }] : []),
      ],
    },
    {
      name: 'state',
      label: t('filter.state'),
      all: t('filter.all-states'),
      chosen: chosen.state,
      choices: data.states,
    },
    {
      name: 'overdue',
      label: t('filter.overdue'),
      all: t('filter.all-days'),
      chosen: chosen.overdue,
      choices: [{ value: 'yes', label: t('late') }],
    },
  ];
  return (
    <Choosing
      label={t('filter.label')}
      to={to}
      groups={groups}
      first={views.map((view) => (
        <Way
          key={view}
          to={to({ view: view === 'quarters' ? undefined : view })}
          aria-current={data.view === view ? 'true' : undefined}
        >
          {t(`view.${view}`)}
        </Way>
      ))}
    />
  );
}

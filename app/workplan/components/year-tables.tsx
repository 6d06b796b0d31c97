import { useTranslation } from 'react-i18next';
import { Way } from '../../shared/ui/way';
import { CommitmentState } from '../../tasks/components/commitment-state';
import type { RowView, YearData } from '../page.server';
import { Corrections, Days, Said } from './parts';

function Title({ row, year }: { row: RowView; year: number }) {
  return (
    <Way to={`/workplan/${year}/${row.key}`}>
      <Said of={row} />
    </Way>
  );
}

function Owner({ row }: { row: RowView }) {
  const { t } = useTranslation('workplan');
  if (!row.owner) return <>{t('nobody')}</>;
  return (
    <>
      <Way to={`/organisations/${row.owner.handle}`}>
        <bdi>{row.owner.name}</bdi>
      </Way>
      {row.ownerLeft && (
        <>
          {' '}
          <span className="state hidden">{t('owner-left')}</span>
        </>
      )}
    </>
  );
}

function Stands({ row }: { row: RowView }) {
  const { t } = useTranslation('workplan');
  return (
    <>
      <CommitmentState state={row.state} />
      {row.late && (
        <>
          {' '}
          <span className="state hidden">{t('late')}</span>
        </>
      )}
      {row.overspent && (
        <>
          {' '}
          <span className="state hidden">{t('apart.over')}</span>
        </>
      )}
    </>
  );
}

/** What ends in each quarter, and what is done about what is late. */
export function QuartersTable({ data }: { data: YearData }) {
  const { t } = useTranslation('workplan');
  const { year } = data.head;
  const columns = ['activity', 'programme', 'owner', 'days', 'state'] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it
    <section className="table" tabIndex={0} aria-label={t('view.quarters')}>
      <table className="workplan">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {data.quarters.map(({ quarter, rows }) => (
          <tbody key={quarter ?? 0}>
            <tr>
              <th scope="rowgroup" colSpan={columns.length} className="group">
                {quarter === null ? t('undated') : t('quarter', { quarter, year })}
              </th>
            </tr>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <Title row={row} year={year} />
                  <Corrections corrections={row.corrections} />
                </th>
                <td>
                  {row.programme ? (
                    <Way to={`/programmes/${row.programme.id}`}>
                      <Said of={row.programme} />
                    </Way>
                  ) : (
                    t('own')
                  )}
                </td>
                <td>
                  <Owner row={row} />
                </td>
                <td>
                  <Days startsOn={row.startsOn} endsOn={row.endsOn} />
                </td>
                <td>
                  <Stands row={row} />
                  {row.reason && <p dir="auto">{row.reason}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

/** The same over the months: a cell spans those in which an activity goes on, and says its days and how it stands. */
export function Timeline({ data }: { data: YearData }) {
  const { t } = useTranslation('workplan');
  const rows = data.quarters.flatMap((q) => q.rows);
  const { year } = data.head;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it
    <section className="table" tabIndex={0} aria-label={t('view.timeline')}>
      <table className="timeline">
        <thead>
          <tr>
            <th scope="col">{t('table.activity')}</th>
            {data.months.map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <Title row={row} year={year} />
                <p className="meta">
                  {row.programme ? <Said of={row.programme} /> : <span>{t('own')}</span>}
                  <span>{row.owner ? <bdi>{row.owner.name}</bdi> : t('nobody')}</span>
                </p>
              </th>
              {row.cells.map((cell, n) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: before, while and after: their order is all they are
                  key={n}
                  colSpan={cell.columns}
                  className={cell.goesOn ? `goes-on ${row.late ? 'late' : row.state}` : undefined}
                >
                  {cell.goesOn && (
                    <>
                      <Days startsOn={row.startsOn} endsOn={row.endsOn} /> <Stands row={row} />
                    </>
                  )}
                  {!cell.goesOn && row.cells.length === 1 && (
                    <>
                      {t('no-day')} <Stands row={row} />
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { Way } from '../../shared/ui/way';
import type { YearData } from '../page.server';
import { Corrections, Said } from './parts';

type Row = Omit<YearData['sums'][number], never>;

/** Spending against plan: a row for each programme and, for the initiative itself, for each currency. */
export function MoneyTable({ data }: { data: YearData }) {
  const { t } = useTranslation('workplan');
  const { year } = data.head;
  if (data.money.length === 0) return <p className="empty">{t('money.none')}</p>;
  return (
    <>
      <p className="hint">{t('money.note', { share: data.tolerance })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it */}
      <section className="table" tabIndex={0} aria-label={t('money.table')}>
        <table className="spending">
          <thead>
            <tr>
              <th scope="col">{t('table.programme')}</th>
              <th scope="col">{t('table.currency')}</th>
              {(['planned', 'spent', 'difference'] as const).map((column) => (
                <th key={column} scope="col" className="number">
                  {t(`table.${column}`)}
                </th>
              ))}
              <th scope="col">{t('table.apart')}</th>
            </tr>
          </thead>
          <tbody>
            {data.money.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  {row.programme ? (
                    <Way to={`/workplan/${year}/${row.key}`}>
                      <Said of={row.programme} />
                    </Way>
                  ) : (
                    t('own')
                  )}
                  <Corrections corrections={row.corrections} />
                </th>
                <Amounts row={row} />
                <td>
                  {row.apart && <span className="state hidden">{t(`apart.${row.apart}`)}</span>}
                  {row.unknown > 0 && <p className="hint">{t('money.not-noted', { count: row.unknown })}</p>}
                </td>
              </tr>
            ))}
          </tbody>
          <tbody>
            {data.sums.map((row) => (
              <tr key={row.currency} className="sum">
                <th scope="row">{t('money.sum', { currency: row.currency })}</th>
                <Amounts row={row} />
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Amounts({ row }: { row: Row }) {
  const { t } = useTranslation('workplan');
  return (
    <>
      <td>{row.currency}</td>
      <td className="number">{row.planned ?? t('money.unknown')}</td>
      <td className="number">{row.spent ?? t('money.unknown')}</td>
      <td className="number">
        {row.difference ?? t('money.unknown')}
        {row.share && <small> ({row.share})</small>}
      </td>
    </>
  );
}

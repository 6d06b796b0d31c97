import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownLine } from '../panel';
import { usePercent } from './head';

export interface Row {
  key: string;
  name: ReactNode;
  line: ShownLine;
}

/** A figure, or that it is not shown. */
export function Figure({ of }: { of: number | null }) {
  const { t } = useTranslation('balance');
  if (of !== null) return <>{of}</>;
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="unseen">{t('not-shown')}</span>
    </>
  );
}

// On a phone each line is a block of its own, and tables lose what they are by that: so it is said.
const roles = {
  table: { role: 'table' },
  rows: { role: 'rowgroup' },
  row: { role: 'row' },
  column: { role: 'columnheader' },
  header: { role: 'rowheader' },
  cell: { role: 'cell' },
};

/** Lines of the balance: what was aimed for and what there is, and all of them together at the end. */
export function FiguresTable({
  caption,
  first,
  rows,
  total,
  rates,
}: {
  caption: string;
  first: string;
  rows: Row[];
  total: ShownLine;
  rates: boolean;
}) {
  const { t } = useTranslation('balance');
  const percent = usePercent();
  const rate = (share: number | null) => (share === null ? t('nobody-invited') : percent(share));
  const columns: [string, (line: ShownLine) => ReactNode][] = [
    [t('columns.target'), (line) => line.target],
    [t('columns.invited'), (line) => <Figure of={line.invited} />],
    [t('columns.started'), (line) => <Figure of={line.started} />],
    [t('columns.submitted'), (line) => <Figure of={line.submitted} />],
    ...(rates ? [[t('columns.rate'), (line) => rate(line.rate)] as [string, (line: ShownLine) => ReactNode]] : []),
    [t('columns.missing'), (line) => <Figure of={line.missing} />],
    [t('columns.people'), (line) => <Figure of={line.people} />],
  ];
  const all = [...rows, { key: 'total', name: t('total'), line: total }];
  return (
    <table className="stacks" {...roles.table}>
      <caption>{caption}</caption>
      <thead {...roles.rows}>
        <tr {...roles.row}>
          <th scope="col" {...roles.column}>
            {first}
          </th>
          {columns.map(([name]) => (
            <th key={name} scope="col" className="number" {...roles.column}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...roles.rows}>
        {all.map(({ key, name, line }) => (
          <tr key={key} className={line.missing ? 'low' : undefined} {...roles.row}>
            <th scope="row" {...roles.header}>
              {name}
            </th>
            {columns.map(([label, of]) => (
              <td key={label} className="number" data-label={label} {...roles.cell}>
                {of(line)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

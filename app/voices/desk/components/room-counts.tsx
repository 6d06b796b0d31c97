import { useTranslation } from 'react-i18next';
import { languageNames } from '../../../shared/languages';
import type { ShownCounts } from '../weekly.server';
import { Week } from './desk-page';

/** The figures that stand published: withheld where they are of fewer than eleven. */
export function RoomCounts({ counts }: { counts: ShownCounts | null }) {
  const { t } = useTranslation('desk');
  const shown = (n: number | null) => (n === null ? t('counts.withheld') : String(n));
  return (
    <>
      <h2>{t('counts.title')}</h2>
      <p>{t('counts.hint')}</p>
      {!counts ? (
        <p>{t('counts.none')}</p>
      ) : (
        <>
          <p>
            {t('counts.total')}: {shown(counts.total)} · <Week of={counts.week} />
          </p>
          {Object.entries(counts.tables).map(([table, cells]) => (
            <table key={table}>
              <caption>{t(`counts.${table}`)}</caption>
              <tbody>
                {Object.entries(cells).map(([cell, n]) => (
                  <tr key={cell}>
                    <th scope="row">{table === 'language' ? languageNames[cell as 'en'] : t(`provenance.${cell}`)}</th>
                    <td>{shown(n)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
        </>
      )}
    </>
  );
}

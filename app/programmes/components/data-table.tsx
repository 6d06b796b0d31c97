import { useTranslation } from 'react-i18next';
import type { LiveTable } from '../../documents/live/parts';

/** A part as a table; its words came in the language of the page, but for those that people wrote. */
export function DataTable({ table }: { table: LiveTable }) {
  const { t } = useTranslation('programmes');
  if (table.rows.length === 0)
    return table.notes.map((note) => (
      <p key={note} className="empty">
        {note}
      </p>
    ));
  const last = table.rows.length - 1;
  const classOf = (i: number) => (table.figures[i] ? 'number' : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it
    <section className="table" tabIndex={0} aria-label={t('page.table', { title: table.title })}>
      <table>
        <thead>
          <tr>
            {table.head.map((words, i) => (
              <th key={words} scope="col" className={classOf(i)}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((cells, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two rows may say the same
            <tr key={r} className={table.hasSum && r === last ? 'sum' : undefined}>
              {cells.map((words, i) =>
                i === 0 ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <th key={i} scope="row" dir="auto">
                    {words}
                  </th>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={i} className={classOf(i)} dir={table.figures[i] ? undefined : 'auto'}>
                    {words}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

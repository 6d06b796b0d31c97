import { useTranslation } from 'react-i18next';
import { noSector, type ShownStatement } from '../../statements/figures';
import type { ShownFloor } from '../figures';
import type { PollOn } from '../views';

function Count({ of }: { of: number | null }) {
  const { t } = useTranslation('session');
  return of === null ? (
    <>
      <span aria-hidden="true">–</span>
      <span className="unseen">{t('results.withheld')}</span>
    </>
  ) : (
    of
  );
}

function Percent({ of }: { of: number | null }) {
  const { t } = useTranslation('session');
  return of === null ? <Count of={null} /> : t('results.percent', { value: of });
}

function Sector({ of }: { of: string }) {
  const { t } = useTranslation(['session', 'sectors']);
  return of === noSector ? t('session:results.no-sector') : t(`sectors:${of}.name`);
}

const columns = ['agree', 'disagree', 'pass'] as const;

/** How a statement stands: all together, and those sectors of which enough people voted. */
export function StatementResults({ shown, number }: { shown: ShownStatement | null; number: number }) {
  const { t } = useTranslation('session');
  if (!shown || shown.voters === null) return <p className="meta">{t('results.too-few')}</p>;
  const label = t('results.of-statement', { number });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must be reached by keyboard to do so
    <section className="table" tabIndex={0} aria-label={label}>
      <table className="poll-results">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('results.sector')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {t(`results.${column}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('results.agreement')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.sectors.map((row) => (
            <tr key={row.sector}>
              <th scope="row">
                <Sector of={row.sector} />
                {row.agreement !== null && <meter value={row.agreement} max={100} aria-hidden="true" />}
              </th>
              {columns.map((column) => (
                <td key={column} className="number">
                  <Count of={row[column]} />
                </td>
              ))}
              <td className="number">
                <Percent of={row.agreement} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('results.together')}</th>
            {columns.map((column) => (
              <td key={column} className="number">
                <Count of={shown[column]} />
              </td>
            ))}
            <td className="number">
              <Percent of={shown.agreement} />
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

/** How a poll stands. Choices of which too few people were are withheld, with what they could be worked out from. */
export function PollFigures({ poll }: { poll: PollOn }) {
  const { t } = useTranslation('session');
  const { voters } = poll;
  return (
    <div className="table">
      <table className="poll-results">
        <caption>
          <bdi>{poll.question}</bdi>{' '}
          <small>{voters === null ? t('results.too-few') : t('results.voters', { count: voters })}</small>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('results.choice')}</th>
            <th scope="col" className="number">
              {t('results.answers')}
            </th>
          </tr>
        </thead>
        <tbody>
          {poll.choices.map((c) => (
            <tr key={c.id}>
              <th scope="row" dir="auto">
                {c.words}
                {c.votes !== null && <meter value={c.votes} max={Math.max(1, voters ?? 0)} aria-hidden="true" />}
              </th>
              <td className="number">
                <Count of={c.votes} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How often each sector spoke, when it is over. */
export function FloorFigures({ floor }: { floor: ShownFloor }) {
  const { t } = useTranslation('session');
  return (
    <section aria-labelledby="spoke" className="stack">
      <h2 id="spoke">{t('record.spoke')}</h2>
      {floor.times === null ? (
        <p className="meta">{t('record.spoke-few')}</p>
      ) : (
        <div className="table">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('results.sector')}</th>
                <th scope="col" className="number">
                  {t('floor.times')}
                </th>
              </tr>
            </thead>
            <tbody>
              {floor.sectors.map(({ sector, times }) => (
                <tr key={sector}>
                  <th scope="row">
                    <Sector of={sector} />
                  </th>
                  <td className="number">{times}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">{t('results.together')}</th>
                <td className="number">{floor.times}</td>
              </tr>
            </tbody>
          </table>
        </div>
      )}
      <p className="hint">{t('record.method')}</p>
    </section>
  );
}

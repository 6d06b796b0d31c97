import { useTranslation } from 'react-i18next';
import { Way } from '../../../shared/ui/way';
import { useConsultationLive } from '../../components/use-consultation-live';
import type { BalanceData } from '../page.server';
import { Bars, sectorsDrawn } from './bars';
import { Figure, FiguresTable } from './figures-table';
import { Crumb, SectorName, usePercent, useSectorName } from './head';
import { Reach } from './reach';

/** Who takes part against who was aimed for, by sector and region; and to those who prepare it, whom to reach next. */
export function BalancePage({ data }: { data: BalanceData }) {
  const { t } = useTranslation('balance');
  const { panel } = data;
  const { total } = panel;
  useConsultationLive(data.id, data.asOf, ['self', 'voices']);
  return (
    <div className="stack balance">
      <header>
        <Crumb of={data} />
        <h1>{t('title')}</h1>
        <p className="lede">
          {total.submitted === null
            ? t('lede-few', { target: total.target })
            : t('lede', { count: total.submitted, target: total.target })}
        </p>
        {data.mayPrepare && (
          <p className="actions">
            <Way className="plain" to={`/consultations/${data.id}/balance/targets`}>
              {t('targets.title')}
            </Way>
            <Way className="plain" to={`/consultations/${data.id}/invitations`}>
              {t('invitations.title')}
            </Way>
          </p>
        )}
      </header>
      {total.target === 0 && <p className="empty">{t(data.mayPrepare ? 'no-targets-prepare' : 'no-targets')}</p>}
      <Summary data={data} />
      <section aria-labelledby="sectors">
        <h2 id="sectors">{t('sectors')}</h2>
        <div className={sectorsDrawn(panel).length > 0 ? 'chart beside' : undefined}>
          {sectorsDrawn(panel).length > 0 && (
            <figure>
              <figcaption>{t('picture.caption')}</figcaption>
              <Bars panel={panel} />
            </figure>
          )}
          <FiguresTable
            caption={t('sectors-caption')}
            first={t('sector')}
            rows={panel.sectors.map(({ sector, line }) => ({
              key: sector,
              name: <SectorName sector={sector} />,
              line,
            }))}
            total={total}
            rates={data.mayPrepare}
          />
        </div>
      </section>
      <section aria-labelledby="regions">
        <h2 id="regions">{t('regions')}</h2>
        <FiguresTable
          caption={t('regions-caption')}
          first={t('region')}
          rows={panel.regions.map(({ region, name, line }) => ({ key: region, name, line }))}
          total={total}
          rates={data.mayPrepare}
        />
      </section>
      <Cells data={data} />
      <Reach data={data} />
      <section aria-labelledby="method">
        <h2 id="method">{t('method.title')}</h2>
        <p>{t('method.counted')}</p>
        <p>{t('method.survivors')}</p>
        {panel.withheld && <p>{t('method.withheld')}</p>}
        {panel.overlap !== null && <p>{t('method.overlap')}</p>}
      </section>
    </div>
  );
}

/** The balance in a few figures, and who is behind. */
function Summary({ data }: { data: BalanceData }) {
  const { t } = useTranslation('balance');
  const percent = usePercent();
  const name = useSectorName();
  const { total, overlap, evenness, behind } = data.panel;
  const facts: [string, string][] = [
    ...(total.rate !== null ? [[t('facts.rate'), percent(total.rate)] as [string, string]] : []),
    ...(overlap !== null ? [[t('facts.overlap'), percent(overlap)] as [string, string]] : []),
    ...(evenness !== null ? [[t('facts.evenness'), percent(evenness)] as [string, string]] : []),
  ];
  if (facts.length === 0) return null;
  return (
    <>
      <dl className="record">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {behind.length > 0 && (
        <p>
          {t('behind')} {behind.map((b) => t('behind-one', { sector: name(b.sector), count: b.missing })).join(' · ')}
        </p>
      )}
    </>
  );
}

/** Every sector in every region: submitted of those aimed for. */
function Cells({ data }: { data: BalanceData }) {
  const { t } = useTranslation('balance');
  const { panel } = data;
  return (
    <section>
      <h2>{t('cells')}</h2>
      <p>{t('cells-lede')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard */}
      <section className="table" aria-label={t('cells')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('sector')}</th>
              {panel.regions.map(({ region, name }) => (
                <th key={region} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {panel.sectors.map(({ sector, cells }) => (
              <tr key={sector}>
                <th scope="row">
                  <SectorName sector={sector} />
                </th>
                {cells.map((cell, i) => (
                  <td
                    key={panel.regions[i]!.region}
                    className={cell.submitted !== null && cell.submitted < cell.target ? 'number is-missing' : 'number'}
                  >
                    <Figure of={cell.submitted} /> / {cell.target}
                    {cell.started !== null && cell.submitted !== null && cell.started > cell.submitted && (
                      <small> {t('under-way', { count: cell.started - cell.submitted })}</small>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

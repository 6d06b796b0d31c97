import { useTranslation } from 'react-i18next';
import type { IndicatorView } from '../../programmes/page.server';
import { directionOf } from '../../shared/languages';
import { Day } from '../../shared/ui/day';
import { plotted } from '../plot';

/** How an indicator moves from its baseline towards its target, drawn and, beside it, in figures. */
export function Trend({ indicator: i }: { indicator: IndicatorView }) {
  const { t, i18n } = useTranslation('programmes');
  const rtl = directionOf(i18n.language) === 'rtl';
  const { width, height, points, target, nought, path } = plotted(i, rtl);
  return (
    <figure className="chart trend">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('chart.label', { what: i.what })}
        direction={rtl ? 'rtl' : 'ltr'}
      >
        <line className="nought" x1={8} x2={width - 8} y1={nought.y} y2={nought.y} />
        <line className="aim" x1={8} x2={width - 8} y1={target.y} y2={target.y} />
        <text x={rtl ? width - 8 : 8} y={target.y - 5}>
          {t('chart.target', { value: i.target.shown })}
        </text>
        <polyline points={path} />
        {points.map((p) => (
          <g key={p.key}>
            <circle className={p.isBaseline ? 'start' : undefined} cx={p.x} cy={p.y} r={4} />
            <text className="figure" x={p.x} y={p.y + (p.isBelow ? 18 : -9)} textAnchor="middle">
              {p.shown}
            </text>
          </g>
        ))}
      </svg>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it */}
      <section className="table" tabIndex={0} aria-label={t('chart.table', { what: i.what })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('chart.day')}</th>
              <th scope="col" className="number">
                {t('chart.value', { unit: i.unit })}
              </th>
              <th scope="col">{t('table.source')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">
                {t('table.baseline')} · <Day day={i.baseline.on} />
              </th>
              <td className="number">{i.baseline.shown}</td>
              <td dir="auto">{i.source}</td>
            </tr>
            {i.values.map((v) => (
              <tr key={v.id}>
                <th scope="row">
                  <Day day={v.on} />
                </th>
                <td className="number">{v.shown}</td>
                <td dir="auto">
                  {v.source} <small>{t('chart.by', { name: v.by })}</small>
                  {v.note && <small dir="auto"> {v.note}</small>}
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">
                {t('table.target')} · <Day day={i.target.on} />
              </th>
              <td className="number">{i.target.shown}</td>
              <td />
            </tr>
          </tbody>
        </table>
        {i.corrected > 0 && <p className="hint">{t('chart.corrected', { count: i.corrected })}</p>}
      </section>
    </figure>
  );
}

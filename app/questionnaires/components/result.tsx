import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import type { Figure } from '../figures';
import { fewest } from '../questionnaire';
import { Paragraphs, Said } from './said';

interface Bar {
  of: string;
  label: { text: string; language: string };
  count: number | null;
}

/** What was answered to one question: a chart that answers it, and the table of its figures beside it. */
export function OneResult({ result, rows: Row = 'h3' }: { result: Figure; rows?: 'h3' | 'h5' }) {
  const { t } = useTranslation('questionnaires');
  const { question: q, tally } = result;
  if (tally.answered === null) return <p className="notice">{t('results.few', { count: fewest })}</p>;
  if (tally.answered === 0) return <p className="empty">{t('results.none')}</p>;
  const label = (id: string) => q.options.find((o) => o.id === id)?.label ?? { text: id, language: q.label.language };
  const bars = tally.lines.map((line) => ({
    ...line,
    label: q.type === 'scale' ? stepLabel(result, line.of) : label(line.of),
  }));
  return (
    <>
      <p className="meta">{t('results.answered', { count: tally.answered })}</p>
      {tally.figures && <Figures of={tally.figures} unit={q.unit} />}
      {bars.length > 0 && q.type !== 'ranking' && <Chart title={q.label.text} bars={bars} of={tally.answered} />}
      {q.type === 'ranking' && (
        <>
          <Chart title={t('results.put-first')} bars={bars} of={tally.answered} />
          <Places result={result} />
        </>
      )}
      {tally.rows.map((row) => {
        const words = q.rows.find((r) => r.id === row.of)?.label;
        return (
          <div key={row.of}>
            <Row>{words && <Said words={words} />}</Row>
            {row.answered === null ? (
              <p className="notice">{t('results.few', { count: fewest })}</p>
            ) : (
              <Chart
                title={words?.text ?? row.of}
                bars={row.lines.map((l) => ({ ...l, label: label(l.of) }))}
                of={row.answered}
              />
            )}
          </div>
        );
      })}
      {result.texts && result.texts.length > 0 && (
        <ul className="list">
          {result.texts.map((text, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same words may have been said twice
            <li key={i} className="words">
              <Paragraphs text={text} language="" />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function stepLabel({ question: q }: Figure, step: string): Bar['label'] {
  const end = step === String(q.scale.min) ? q.low : step === String(q.scale.max) ? q.high : '';
  return { text: end ? `${step} · ${end}` : step, language: q.label.language };
}

/** Numbers of the drawing: each bar with its words above it, lengths from nought, nothing by colour alone. */
const drawn = { width: 360, row: 44, bar: 14, text: 18, longest: 46 };

/** A chart and its table. The drawing says nothing that the table does not, so it is one picture to those who listen. */
function Chart({ title, bars, of }: { title: string; bars: Bar[]; of: number }) {
  const { t, i18n } = useTranslation('questionnaires');
  const percent = new Intl.NumberFormat(i18n.language === 'ar' ? 'ar-u-nu-latn' : i18n.language, { style: 'percent' });
  const most = Math.max(1, ...bars.map((b) => b.count ?? 0));
  const rtl = directionOf(i18n.language) === 'rtl';
  const said = (count: number | null) => (count === null ? t('results.under', { count: fewest }) : String(count));
  const { width, row, bar, text, longest } = drawn;
  return (
    <figure className="chart">
      <svg
        viewBox={`0 0 ${width} ${bars.length * row}`}
        role="img"
        aria-label={t('results.chart', { title })}
        direction={rtl ? 'rtl' : 'ltr'}
      >
        {bars.map((b, i) => {
          const length = ((b.count ?? 0) / most) * (width - 48);
          const x = rtl ? width - length : 0;
          const end = rtl ? x - 6 : length + 6;
          const words = b.label.text.length > longest ? `${b.label.text.slice(0, longest)}…` : b.label.text;
          return (
            <g key={b.of}>
              <text x={rtl ? width : 0} y={i * row + text - 4}>
                {words}
              </text>
              <rect x={x} y={i * row + text} width={length} height={bar} />
              <text className="figure" x={end} y={i * row + text + bar - 2}>
                {b.count === null ? `< ${fewest}` : b.count}
              </text>
            </g>
          );
        })}
      </svg>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it */}
      <section className="table" tabIndex={0} aria-label={t('results.table', { title })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('results.answer')}</th>
              <th scope="col" className="number">
                {t('results.count')}
              </th>
              <th scope="col" className="number">
                {t('results.share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((b) => (
              <tr key={b.of}>
                <th scope="row">
                  <Said words={b.label} />
                </th>
                <td className="number">{said(b.count)}</td>
                <td className="number">{b.count === null || of === 0 ? '–' : percent.format(b.count / of)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}

function useFigure(): (n: number) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language === 'ar' ? 'ar-u-nu-latn' : i18n.language, {
    maximumFractionDigits: 2,
  });
  return (n) => format.format(n);
}

function Figures({ of, unit }: { of: NonNullable<Figure['tally']['figures']>; unit: string }) {
  const { t } = useTranslation('questionnaires');
  const figure = useFigure();
  const lines = [
    [t('results.mean'), of.mean],
    [t('results.median'), of.median],
    [t('results.least'), of.least],
    [t('results.most'), of.most],
  ] as const;
  return (
    <dl className="record">
      {lines.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {figure(value)} {unit}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Places({ result: { question: q, tally } }: { result: Figure }) {
  const { t } = useTranslation('questionnaires');
  const figure = useFigure();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it
    <section className="table" tabIndex={0} aria-label={t('results.places')}>
      <table>
        <caption>{t('results.places')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('results.answer')}</th>
            <th scope="col" className="number">
              {t('results.mean-place')}
            </th>
            <th scope="col" className="number">
              {t('results.ranked')}
            </th>
          </tr>
        </thead>
        <tbody>
          {tally.places.map((p) => (
            <tr key={p.of}>
              <th scope="row">
                <Said words={q.options.find((o) => o.id === p.of)!.label} />
              </th>
              <td className="number">{p.mean === null ? '–' : figure(p.mean)}</td>
              <td className="number">{p.ranked === null ? t('results.under', { count: fewest }) : p.ranked}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { Said } from '../../../questionnaires/components/said';
import type { ShownQuestion, Words } from '../../../questionnaires/shown';
import { directionOf } from '../../../shared/languages';
import { SectorName, useSectorName } from '../../balance/components/head';
import { noSector } from '../counting';
import type { MeanFigures, Weighing } from '../figures';
import type { View } from '../views';

/** One table of a question: the chart, the same figures beside it, what they rest on, and the sectors below. */
export function ViewFigures({ view, question, heading }: { view: View; question: ShownQuestion; heading: string }) {
  const { t } = useTranslation('results');
  const row = view.row === null ? null : question.rows.find((r) => r.id === view.row)?.label;
  const lines = view.columns.map((column, c) => ({
    id: column,
    label: labelOf(question, column),
    count: view.total[c] ?? null,
    share: view.answered === null || view.total[c] === null ? null : Math.round((100 * view.total[c]!) / view.answered),
    weighted: view.weighted[c] ?? null,
    survivors: view.survivors?.[c] ?? null,
  }));
  const title = row?.text ?? question.label.text;
  return (
    <div className="stack">
      {row && (
        <h4>
          <Said words={row} />
        </h4>
      )}
      {question.type === 'ranking' && <p className="hint">{t('put-first')}</p>}
      {!view.isOneOf && <p className="hint">{t('several')}</p>}
      <figure className="chart">
        {lines.some((line) => line.share !== null || line.weighted !== null) && <Bars title={title} lines={lines} />}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it */}
        <section className="table" tabIndex={0} aria-label={t('table', { title })}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('answer')}</th>
                <th scope="col" className="number">
                  {t('count')}
                </th>
                <th scope="col" className="number">
                  {t('share')}
                </th>
                <th scope="col" className="number">
                  {t('equal')}
                </th>
                {view.survivors && (
                  <th scope="col" className="number">
                    {t('survivors.column')}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id}>
                  <th scope="row">
                    <Said words={line.label} />
                  </th>
                  <td className="number">
                    <Shown of={line.count} />
                  </td>
                  <td className="number">
                    <Percent of={line.share} />
                  </td>
                  <td className="number">
                    <Percent of={line.weighted} />
                  </td>
                  {view.survivors && (
                    <td className="number">
                      <Shown of={line.survivors} />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </figure>
      <RestsOn weighing={view.weighing} isShown={view.weighted.some((w) => w !== null)} />
      <BySector view={view} question={question} title={title} heading={heading} />
    </div>
  );
}

function labelOf(q: ShownQuestion, column: string): Words {
  if (q.type !== 'scale')
    return q.options.find((o) => o.id === column)?.label ?? { text: column, language: q.label.language };
  const end = column === String(q.scale.min) ? q.low : column === String(q.scale.max) ? q.high : '';
  return { text: end ? `${column} · ${end}` : column, language: q.label.language };
}

/** A count, or that it is withheld. */
function Shown({ of }: { of: number | null }) {
  const { t } = useTranslation('results');
  if (of !== null) return <>{of}</>;
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="unseen">{t('not-shown')}</span>
    </>
  );
}

function usePercent(): (whole: number) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language === 'ar' ? 'ar-u-nu-latn' : i18n.language, { style: 'percent' });
  return (whole) => format.format(whole / 100);
}

function Percent({ of }: { of: number | null }) {
  const percent = usePercent();
  return of === null ? <Shown of={null} /> : percent(of);
}

/** How many voices stand behind the weighted shares, which sectors, and which are not among them. */
function RestsOn({ weighing, isShown }: { weighing: Weighing | null; isShown: boolean }) {
  const { t } = useTranslation('results');
  const name = useSectorName();
  if (!weighing) return <p className="hint">{t('weighing.none')}</p>;
  const names = (sectors: string[]) => sectors.map((s) => name(s as never)).join(' · ');
  return (
    <>
      <p className="meta">
        {weighing.effective === null
          ? t('weighing.unsaid')
          : t('weighing.effective', { count: weighing.effective, voices: weighing.voices })}{' '}
        {t('weighing.sectors', { sectors: names(weighing.sectors) })}
      </p>
      {weighing.left.length > 0 && <p className="meta">{t('weighing.left', { sectors: names(weighing.left) })}</p>}
      {weighing.capped.length > 0 && (
        <p className="meta">{t('weighing.capped', { sectors: names(weighing.capped) })}</p>
      )}
      {weighing.isLow && <p className="notice">{t('weighing.low')}</p>}
      {!isShown && <p className="hint">{t('weighing.withheld')}</p>}
    </>
  );
}

function BySector({
  view,
  question,
  title,
  heading,
}: {
  view: View;
  question: ShownQuestion;
  title: string;
  heading: string;
}) {
  const { t } = useTranslation('results');
  const percent = usePercent();
  // Where everything is withheld, a table of nothing but that is what stands above it already.
  if (view.rows.every((row) => row.counts.every((count) => count === null))) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it
    <section className="table" tabIndex={0} aria-label={t('by-sector-table', { title })}>
      <table aria-describedby={heading}>
        <caption>{t('by-sector')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('sector')}</th>
            <th scope="col" className="number">
              {t('answers')}
            </th>
            {view.columns.map((column) => (
              <th key={column} scope="col" className="number">
                <Said words={labelOf(question, column)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.of}>
              <th scope="row">
                <RowName of={row.of} />
              </th>
              <td className="number">
                <Shown of={row.answered} />
              </td>
              {row.counts.map((count, c) => (
                <td key={view.columns[c]} className="number">
                  {count === null || row.answered === null ? (
                    <Shown of={null} />
                  ) : (
                    t('count-share', { count, share: percent(Math.round((100 * count) / row.answered)) })
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

/** A sector by its name, or those who belong to no organisation. */
export function RowName({ of }: { of: string }) {
  const { t } = useTranslation('results');
  return of === noSector ? t('no-sector') : <SectorName sector={of as never} />;
}

/** Means of figures, three ways. */
export function MeansTable({ of, question }: { of: MeanFigures; question: ShownQuestion }) {
  const { t, i18n } = useTranslation('results');
  const format = new Intl.NumberFormat(i18n.language === 'ar' ? 'ar-u-nu-latn' : i18n.language, {
    maximumFractionDigits: 2,
  });
  const mean = (n: number | null) => (n === null ? <Shown of={null} /> : `${format.format(n)} ${question.unit}`.trim());
  const rows = of.rows.map((row) => ({ key: row.of, name: <RowName of={row.of} />, ...row }));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it */}
      <section className="table" tabIndex={0} aria-label={t('table', { title: question.label.text })}>
        <table>
          <caption>{t('mean')}</caption>
          <tbody>
            <tr>
              <th scope="row">{t('mean-all')}</th>
              <td className="number">{mean(of.all)}</td>
            </tr>
            <tr>
              <th scope="row">{t('equal')}</th>
              <td className="number">{mean(of.weighted)}</td>
            </tr>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                <td className="number">{mean(row.mean)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <RestsOn weighing={of.weighing} isShown={of.weighted !== null} />
    </>
  );
}

interface Line {
  id: string;
  label: Words;
  share: number | null;
  weighted: number | null;
}

/** Numbers of the drawing: an answer's words, then two bars from nought to 100 %, each with its name and its figure. */
const drawn = { width: 360, row: 68, bar: 12, words: 16, longest: 44, room: 148 };

/** The drawing says nothing that the table does not, so it is one picture to those who listen. */
function Bars({ title, lines }: { title: string; lines: Line[] }) {
  const { t, i18n } = useTranslation('results');
  const percent = usePercent();
  const rtl = directionOf(i18n.language) === 'rtl';
  const { width, row, bar, words, longest, room } = drawn;
  const x = (from: number, length: number) => (rtl ? width - from - length : from);
  const at = (place: number) => (rtl ? width - place : place);
  return (
    <svg
      viewBox={`0 0 ${width} ${lines.length * row}`}
      role="img"
      aria-label={t('chart', { title })}
      direction={rtl ? 'rtl' : 'ltr'}
    >
      {lines.map((line, i) => {
        const text = line.label.text;
        const ways = [
          { name: t('all-short'), of: line.share, kind: 'raw' },
          { name: t('equal-short'), of: line.weighted, kind: 'equal' },
        ];
        return (
          <g key={line.id}>
            <text x={at(0)} y={i * row + words - 2}>
              {text.length > longest ? `${text.slice(0, longest)}…` : text}
            </text>
            {ways.map(({ name, of, kind }, w) => {
              const top = i * row + words + 4 + w * (bar + 8);
              const length = ((of ?? 0) / 100) * (width - room);
              return (
                <g key={kind}>
                  <rect className={kind} x={x(0, length)} y={top} width={length} height={bar} />
                  <text className="figure" x={at(length + 6)} y={top + bar - 1}>
                    {of === null ? `– ${name}` : `${percent(of)} ${name}`}
                  </text>
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}

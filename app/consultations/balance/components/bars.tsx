import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import type { Panel } from '../panel';
import { useSectorName } from './head';

/** Units of the drawing. */
const drawn = { width: 360, row: 46, text: 18, bar: 16, figure: 84 };

/** Sectors that have a bar: where nobody is aimed for and nobody is known to have come, the table says so. */
export function sectorsDrawn(panel: Pick<Panel, 'sectors'>): Panel['sectors'] {
  return panel.sectors.filter(({ line }) => line.target > 0 || (line.started ?? 0) > 0);
}

/**
 * How far each sector is from what was aimed for: an empty bar as long as the target, filled by those who have submitted, and
 * lighter by those who have begun. It says nothing that the table does not, so it is one picture to those who listen.
 */
export function Bars({ panel }: { panel: Panel }) {
  const { t, i18n } = useTranslation('balance');
  const name = useSectorName();
  const rtl = directionOf(i18n.language) === 'rtl';
  const { width, row, text, bar, figure } = drawn;
  const sectors = sectorsDrawn(panel);
  const most = Math.max(1, ...sectors.map(({ line }) => Math.max(line.target, line.started ?? 0)));
  const long = (n: number) => (n / most) * (width - figure);
  const at = (length: number) => (rtl ? width - length : 0);
  return (
    <svg
      className="bars"
      viewBox={`0 0 ${width} ${sectors.length * row}`}
      role="img"
      aria-label={t('picture.label')}
      direction={rtl ? 'rtl' : 'ltr'}
    >
      {sectors.map(({ sector, line }, i) => {
        const y = i * row;
        const [aim, begun, done] = [line.target, line.started ?? 0, line.submitted ?? 0].map(long) as [
          number,
          number,
          number,
        ];
        const end = Math.max(aim, begun) + 8;
        return (
          <g key={sector}>
            <text x={rtl ? width : 0} y={y + text - 4}>
              {name(sector)}
            </text>
            <rect className="begun" x={at(begun)} y={y + text} width={begun} height={bar} />
            <rect x={at(done)} y={y + text} width={done} height={bar} />
            <rect className="aim" x={at(aim)} y={y + text} width={aim} height={bar} />
            <text className="figure" x={rtl ? width - end : end} y={y + text + bar - 3}>
              {t('picture.of', { submitted: line.submitted ?? '–', target: line.target })}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

import { useTranslation } from 'react-i18next';
import { Time } from '../../../shared/ui/time';
import { half, squaresAcross } from '../../map/picture';
import type { MapView, StatementView } from '../views';
import { StatementWords } from './statement-words';

const letter = (group: number) => String.fromCharCode(65 + group);
const side = (2 * half) / squaresAcross;

/** The opinion map: a picture of groups, with a table beside it; or that there are no stable groups. Nobody stands in it. */
export function OpinionMap({ view, zone, here }: { view: MapView; zone: string; here: string }) {
  const { t } = useTranslation('statements');
  const { map } = view;
  return (
    <section className="stack" aria-labelledby="map">
      <h2 id="map">{t('map.title')}</h2>
      <p>{t(`map.outcome.${map.outcome}`, { count: map.groups.length })}</p>
      {map.outcome === 'groups' && (
        <>
          <Picture view={view} />
          <Sizes view={view} />
          {map.groups.map((group, i) => (
            <section key={letter(i)} aria-labelledby={`group-${letter(i)}`}>
              <h3 id={`group-${letter(i)}`}>{t('map.group', { letter: letter(i) })}</h3>
              <p className="meta">{t('map.people', { count: group.size })}</p>
              {group.representatives.length === 0 ? (
                <p className="empty">{t('map.no-representatives')}</p>
              ) : (
                <ul className="asked-list">
                  {group.representatives.map((r) => {
                    const statement: StatementView | undefined = view.statements[r.statement];
                    if (!statement) return null;
                    return (
                      <li key={r.statement}>
                        <StatementWords of={statement} />
                        <p className="meta">
                          <a href={`${here}/${statement.number}`}>{t('number', { number: statement.number })}</a>
                          <span>{t(`map.side.${r.side}`, { share: r.share, others: r.others })}</span>
                        </p>
                      </li>
                    );
                  })}
                </ul>
              )}
            </section>
          ))}
        </>
      )}
      <details className="fold">
        <summary>{t('map.method.title')}</summary>
        <p>{t('map.method.what')}</p>
        <p>{t('map.method.when')}</p>
        <p>{t('map.method.drawn')}</p>
        <dl className="record">
          <div>
            <dt>{t('map.placed')}</dt>
            <dd>{map.voices}</dd>
          </div>
          <div>
            <dt>{t('map.too-few-votes')}</dt>
            <dd>{map.tooFewVotes}</dd>
          </div>
          {map.found && (
            <>
              <div>
                <dt>{t('map.found')}</dt>
                <dd>{map.found.groups}</dd>
              </div>
              <div>
                <dt>{t('map.silhouette')}</dt>
                <dd>{map.found.silhouette}</dd>
              </div>
              <div>
                <dt>{t('map.rand')}</dt>
                <dd>
                  {map.found.rand} · {map.found.beyondChance}
                </dd>
              </div>
            </>
          )}
          <div>
            <dt>{t('map.made')}</dt>
            <dd>
              <Time at={view.madeAt} zone={zone} />
            </dd>
          </div>
          <div>
            <dt>{t('map.hash')}</dt>
            <dd>
              <code>{view.inputHash.slice(0, 16)}</code> · {view.seed}
            </dd>
          </div>
        </dl>
      </details>
    </section>
  );
}

function Picture({ view: { map } }: { view: MapView }) {
  const { t } = useTranslation('statements');
  const sizes = map.groups.map((g, i) => t('map.alt-group', { letter: letter(i), count: g.size })).join(' ');
  return (
    <figure className="chart opinion-map">
      {/* Left is left in every language: the axes have no direction of reading. */}
      <svg viewBox="-54 -54 108 108" role="img" aria-label={`${t('map.alt')} ${sizes}`} direction="ltr">
        {map.squares.map((s) => (
          <rect
            key={`${s.column} ${s.row}`}
            className={`depth-${s.depth}`}
            x={-half + s.column * side}
            y={half - (s.row + 1) * side}
            width={side}
            height={side}
          />
        ))}
        {map.groups.map(({ ellipse: e }, i) => (
          <g key={letter(i)}>
            <ellipse cx={e.x} cy={-e.y} rx={e.long} ry={e.short} transform={`rotate(${-e.turn} ${e.x} ${-e.y})`} />
            <text x={e.x} y={-e.y} textAnchor="middle" dominantBaseline="central">
              {letter(i)}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>{t('map.caption')}</figcaption>
    </figure>
  );
}

function Sizes({ view: { map } }: { view: MapView }) {
  const { t } = useTranslation('statements');
  const label = t('map.table');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must be reached by keyboard to do so
    <section className="table" tabIndex={0} aria-label={label}>
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('map.column-group')}</th>
            <th scope="col" className="number">
              {t('map.column-people')}
            </th>
            <th scope="col" className="number">
              {t('map.column-share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {map.groups.map((g, i) => (
            <tr key={letter(i)}>
              <th scope="row">{t('map.group', { letter: letter(i) })}</th>
              <td className="number">{g.size}</td>
              <td className="number">{t('percent', { value: Math.round((g.size * 100) / map.voices) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

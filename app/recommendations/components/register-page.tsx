import { useTranslation } from 'react-i18next';
import { sectorKeys } from '../../organisations/sectors';
import { chosenAddress } from '../../shared/chosen-address';
import { directionOf } from '../../shared/languages';
import { Paging } from '../../shared/ui/paging';
import { Way } from '../../shared/ui/way';
import { commitmentStates } from '../../tasks/commitment';
import { CommitmentState } from '../../tasks/components/commitment-state';
import type { RegisterData } from '../page.server';
import { Day, Held } from './parts';

type Chosen = Record<keyof RegisterData['chosen'], string | number | null>;

/** What events agreed on, and what became of it: narrowed by links, with the counts of the whole above. */
export function RegisterPage({ data }: { data: RegisterData }) {
  const { t } = useTranslation('recommendations');
  const { chosen, whole } = data;
  const to = (change: Partial<Chosen> & { page?: number }) => chosenAddress('/recommendations', chosen, change);
  return (
    <div className="stack">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      <p>
        {t('whole', { count: whole.all })} {t('whole-states', { open: whole.open, done: whole.done })}{' '}
        {whole.overdue > 0 && <Way to={to({ overdue: 'yes', page: 1 })}>{t('overdue', { count: whole.overdue })}</Way>}
      </p>
      {data.mayImport && (
        <p className="actions">
          <Way className="plain" to="/recommendations/import">
            {t('import.title')}
          </Way>
          <Way className="plain" to="/recommendations/new">
            {t('outcome.new')}
          </Way>
        </p>
      )}
      <Filters data={data} to={to} />
      <p>{t('shown', { count: data.total })}</p>
      {data.recommendations.length === 0 ? (
        <p className="empty">{t(whole.all === 0 ? 'empty' : 'none')}</p>
      ) : (
        <ul className="list">
          {data.recommendations.map((r) => (
            <li key={r.id}>
              <article>
                <CommitmentState state={r.state} />
                <h2 className="recommended" lang={r.language} dir={directionOf(r.language)}>
                  <Way to={`/recommendations/${r.id}`}>
                    <span>{r.number}</span> {r.body}
                  </Way>
                </h2>
                <p className="meta">
                  <Way
                    to={to({ outcome: r.outcomeId, page: 1 })}
                    lang={r.outcomeLanguage}
                    dir={directionOf(r.outcomeLanguage)}
                  >
                    {r.outcome}
                  </Way>
                  <Held place={r.place} from={r.heldFrom} until={r.heldUntil} />
                </p>
                <p className="meta">
                  {r.kind === 'conclusion' && <span className="tag">{t('kind.conclusion')}</span>}
                  {r.theme && <span>{t(`themes:${r.theme}`)}</span>}
                  {r.owner && (
                    <span>
                      {t('owner')}: <bdi>{r.owner}</bdi>
                    </span>
                  )}
                  {r.dueOn && (
                    <span>
                      {t('due')} <Day on={r.dueOn} />
                    </span>
                  )}
                  {r.isOverdue && <span className="state hidden">{t('is-overdue')}</span>}
                </p>
              </article>
            </li>
          ))}
        </ul>
      )}
      <Paging page={data.page} pages={data.pages} to={(page) => to({ page })} />
      <Counts data={data} to={to} />
      <p className="actions">
        <a href={`/recommendations.csv${data.search}`}>{t('csv')}</a>
        <a href={`/recommendations.atom${data.search}`}>{t('feed')}</a>
      </p>
    </div>
  );
}

function Filters({ data, to }: { data: RegisterData; to: (change: Partial<Chosen>) => string }) {
  const { t } = useTranslation('recommendations');
  const { t: c } = useTranslation('commitments');
  const { chosen } = data;
  const groups: [keyof Chosen, string, string, { key: string; name: string }[]][] = [
    [
      'state',
      t('by-state'),
      t('all-states'),
      commitmentStates.map((state) => ({ key: state, name: c(`state.${state}`) })),
    ],
    ['region', t('by-region'), t('all-regions'), data.regions.map(({ key, name }) => ({ key, name }))],
    [
      'theme',
      t('by-theme'),
      t('all-themes'),
      data.themes.flatMap(({ key }) => (key ? [{ key, name: t(`themes:${key}`) }] : [])),
    ],
    ['sector', t('by-sector'), t('all-sectors'), sectorKeys.map((key) => ({ key, name: t(`sectors:${key}.name`) }))],
  ];
  return (
    <>
      {groups.map(([name, label, all, choices]) => (
        <nav key={name} className="filters" aria-label={label}>
          <Way to={to({ [name]: null })} aria-current={chosen[name] === null ? 'true' : undefined}>
            {all}
          </Way>
          {choices.map(({ key, name: words }) => (
            <Way key={key} to={to({ [name]: key })} aria-current={chosen[name] === key ? 'true' : undefined}>
              {words}
            </Way>
          ))}
        </nav>
      ))}
      {(chosen.outcome !== null || chosen.overdue !== null) && (
        <p>
          {chosen.overdue !== null && `${t('only-overdue')} `}
          {chosen.outcome !== null && `${t('only-outcome')} `}
          <Way to={to({ outcome: null, overdue: null })}>{t('show-all')}</Way>
        </p>
      )}
    </>
  );
}

/** How many are open and done, by region and by theme: of the whole register. */
function Counts({ data, to }: { data: RegisterData; to: (change: Partial<Chosen>) => string }) {
  const { t } = useTranslation('recommendations');
  if (data.whole.all === 0) return null;
  const none = { state: null, region: null, theme: null, sector: null, outcome: null, overdue: null };
  const regions = data.regions.map((r) => ({ ...r, to: to({ ...none, region: r.key }) }));
  const themes = data.themes.map((r) => ({
    ...r,
    key: r.key ?? 'none',
    name: r.key ? t(`themes:${r.key}`) : t('no-theme'),
    to: r.key ? to({ ...none, theme: r.key }) : null,
  }));
  return (
    <section aria-labelledby="counts">
      <h2 id="counts">{t('counts')}</h2>
      <CountTable caption={t('by-region')} rows={regions} />
      <CountTable caption={t('by-theme')} rows={themes} />
    </section>
  );
}

interface Line {
  key: string;
  name: string;
  to: string | null;
  open: number;
  done: number;
  all: number;
  overdue: number;
}

function CountTable({ caption, rows }: { caption: string; rows: Line[] }) {
  const { t } = useTranslation('recommendations');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
    <section className="table" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {(['open', 'overdue', 'done', 'all'] as const).map((column) => (
              <th key={column} scope="col" className="number">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.to ? <Way to={row.to}>{row.name}</Way> : row.name}</th>
              <td className="number">{row.open}</td>
              <td className="number">{row.overdue}</td>
              <td className="number">{row.done}</td>
              <td className="number">{row.all}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Paging } from '../../../shared/ui/paging';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import type { ContributionsData } from '../page.server';
import { Standing, WhereItWent } from './uses';

/** What the reader said, newest first, each with where it went. */
export function ContributionsPage({ data }: { data: ContributionsData }) {
  const { t } = useTranslation('responses');
  const to = (page: number) => (page === 1 ? '/contributions' : `/contributions?page=${page}`);
  return (
    <div className="narrow stack">
      <h1>{t('mine.title')}</h1>
      <p className="lede">{t('mine.lede')}</p>
      {data.contributions.length === 0 && <p className="empty">{t('mine.none')}</p>}
      <ol className="list contributions">
        {data.contributions.map((c) => (
          <li key={`${c.kind}-${c.id}`} id={`${c.kind}-${c.id}`}>
            <article className="stack">
              <Standing uses={c.uses} />
              <h2>
                <Way to={`/trace/${c.kind}/${c.id}`} lang={c.language} dir={directionOf(c.language)}>
                  {c.words}
                </Way>
              </h2>
              <p className="meta">
                <span>{t(c.ofOrganisation ? 'kind.organisation' : `kind.${c.kind}`)}</span>
                <Way to={c.place.path} lang={c.place.language}>
                  {c.place.title}
                </Way>
                <Time at={c.at} zone={data.zone} style="date" />
              </p>
              <WhereItWent uses={c.uses} zone={data.zone} heading="h3" />
            </article>
          </li>
        ))}
      </ol>
      <Paging page={data.page} pages={data.pages} to={to} />
    </div>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WayToJudgement } from '../../decisions/entry/components/judgement';
import { FollowPart } from '../../notices/components/follow-form';
import { RefusedWithoutForm } from '../../shared/ui/form';
import { Rail } from '../../shared/ui/rail';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { ProgrammeData } from '../page.server';
import { parts } from '../programme';
import { Activities } from './activities';
import { DataTable } from './data-table';
import { Flags, Shares, State, Title } from './head';
import { Framework, Lessons, Reports } from './programme-parts';
import { SignOff } from './sign-off';
import { useProgrammesLive } from './use-programmes-live';

const sections = [
  'aims',
  'actors',
  'activities',
  'framework',
  'budget',
  'spending',
  'risks',
  'phases',
  'reports',
  'lessons',
  'sign-off',
] as const;

/** A programme as a record: what it is and how its money stands at the top, then its parts, then what partners say of it. */
export function ProgrammePage({ data }: { data: ProgrammeData }) {
  const { t } = useTranslation('programmes');
  useProgrammesLive();
  const { head } = data;
  const stands = (deed: string) =>
    deed.startsWith('sign-') ||
    data.activities.lines.some((line) => line.stands?.maySay && deed === `stand-${line.id}`);
  return (
    <div className="columns" data-live-programmes="" data-private={data.isPublic ? undefined : ''}>
      <header>
        <p className="crumb">
          <Way to="/programmes">{t('title')}</Way>
        </p>
        <State state={head.state} />
        <h1>
          <Title of={head} />
        </h1>
        {data.summary && (
          <p className="lede" lang={head.language} dir="auto">
            {data.summary}
          </p>
        )}
        <p className="meta">
          <span>{head.place}</span>
          <span>
            {t('page.lead')}{' '}
            <Way to={`/organisations/${head.lead.handle}`}>
              <bdi>{head.lead.name}</bdi>
            </Way>
          </span>
          {data.openedAt && (
            <span>
              {t('page.opened')} <Time at={data.openedAt} zone={data.zone} style="date" />
            </span>
          )}
          {data.closedAt && (
            <span>
              {t('page.closed')} <Time at={data.closedAt} zone={data.zone} style="date" />
            </span>
          )}
        </p>
        <Shares head={head} />
        {/* There from the first: a visitor's page takes over the pieces that it has. */}
        <div data-live-part="reports">
          {(data.reports.length > 0 || data.lessons.length > 0) && (
            <p className="meta">
              {data.reports.length > 0 && (
                <a href="#reports">{t('page.report-count', { count: data.reports.length })}</a>
              )}
              {data.lessons.length > 0 && (
                <a href="#lessons">{t('page.lesson-count', { count: data.lessons.length })}</a>
              )}
            </p>
          )}
        </div>
      </header>
      <Beside data={data} />
      <div className="stack" data-live-part="programme">
        <Flags flags={data.flags} />
        <RefusedWithoutForm stands={stands} />
        <Behind data={data} />
        <Part id="aims">
          {data.aims.length === 0 ? (
            <p className="empty">{t('live.empty')}</p>
          ) : (
            <dl className="record">
              {data.aims.map(({ aim, words }) => (
                <div key={aim}>
                  <dt>{t(`aim.${aim}`)}</dt>
                  <dd className="written" lang={head.language} dir="auto">
                    {words}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </Part>
        <Part id="actors">
          <DataTable table={data.tables.actors} />
        </Part>
        <Part id="activities">
          <Activities data={data} />
        </Part>
        <Part id="framework">
          <Framework data={data} />
          <p>
            <a href={`/programmes/${head.id}/framework.csv`}>{t('page.framework-csv')}</a>
          </p>
        </Part>
        <Part id="budget">
          <DataTable table={data.tables.budget} />
          {data.tables.organisations.rows.length > 0 && (
            <>
              <h3>{data.tables.organisations.title}</h3>
              <DataTable table={data.tables.organisations} />
            </>
          )}
          <p>
            <a href={`/programmes/${head.id}/budget.csv`}>{t('page.budget-csv')}</a>
          </p>
        </Part>
        <Part id="spending">
          <DataTable table={data.tables.spending} />
          {data.tables.spending.rows.length > 0 && (
            <>
              {data.tables.spending.notes.map((note) => (
                <p key={note} className="hint">
                  {note}
                </p>
              ))}
              <h3>{data.tables.spendingByYear.title}</h3>
              <DataTable table={data.tables.spendingByYear} />
            </>
          )}
        </Part>
        <Part id="risks">
          <DataTable table={data.tables.risks} />
        </Part>
        <Part id="phases">
          <DataTable table={data.tables.phases} />
        </Part>
        <Part id="reports">
          <Reports data={data} />
        </Part>
        <Part id="lessons">
          <Lessons data={data} />
        </Part>
        <Part id="sign-off">
          <SignOff data={data} />
        </Part>
      </div>
    </div>
  );
}

function Part({ id, children }: { id: (typeof sections)[number]; children: ReactNode }) {
  const { t } = useTranslation('programmes');
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t(`parts.${id}`)}</h2>
      {children}
    </section>
  );
}

function Beside({ data }: { data: ProgrammeData }) {
  const { t } = useTranslation('programmes');
  const { head, may } = data;
  return (
    <Rail label={t('page.beside')}>
      <nav aria-labelledby="contents">
        <h2 id="contents">{t('page.contents')}</h2>
        <ol className="contents">
          {sections.map((id) => (
            <li key={id} data-level={1}>
              <a href={`#${id}`}>{t(`parts.${id}`)}</a>
            </li>
          ))}
        </ol>
      </nav>
      <FollowPart activity="programme" id={head.id} level={data.follows} />
      {may.work && (
        <section aria-labelledby="work">
          <h2 id="work">{t('page.work')}</h2>
          <ul>
            <li>
              <Way to={`/programmes/${head.id}/edit`}>{t('edit.crumb')}</Way>
            </li>
            {parts.map((part) => (
              <li key={part}>
                <Way to={`/programmes/${head.id}/edit/${part}`}>{t(`parts.${part}`)}</Way>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Rail>
  );
}

/** From what it came, in what it is written, by what it was adopted. */
function Behind({ data }: { data: ProgrammeData }) {
  const { t } = useTranslation('programmes');
  const { consultation, document } = data;
  return (
    <dl className="record">
      <div>
        <dt>{t('page.consultation')}</dt>
        <dd>
          {consultation &&
            (consultation.title === null ? (
              t('page.not-for-you')
            ) : (
              <Way to={`/consultations/${consultation.id}`}>
                <Title of={{ title: consultation.title, language: consultation.language! }} />
              </Way>
            ))}
          {data.isWithout && (
            <>
              <span className="state hidden">{t('page.without')}</span>{' '}
              {data.reason && <span dir="auto">{data.reason}</span>}
            </>
          )}
        </dd>
      </div>
      {document && (
        <div>
          <dt>{t('page.document')}</dt>
          <dd>
            {document.title === null ? (
              t('page.not-for-you')
            ) : (
              <Way to={`/documents/${document.id}`}>
                <Title of={{ title: document.title, language: document.language! }} />
              </Way>
            )}
          </dd>
        </div>
      )}
      {data.adoptedBy !== null && (
        <div>
          <dt>{t('page.adopted')}</dt>
          <dd>
            <Way to={`/decisions/${data.adoptedBy}`}>{t('page.decision', { number: data.adoptedBy })}</Way>
            {' · '}
            <WayToJudgement decision={data.adoptedBy} />
          </dd>
        </div>
      )}
    </dl>
  );
}

import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { AskedBy } from '../../consultations/components/asked-by';
import { FollowPart } from '../../notices/components/follow-form';
import { useProgrammesLive } from '../../programmes/components/use-programmes-live';
import { directionOf } from '../../shared/languages';
import { Rail } from '../../shared/ui/rail';
import { Time } from '../../shared/ui/time';
import { stateOfSection } from '../clearance';
import type { CitedPlace, DocumentView, SectionView } from '../queries/reading.server';
import { ClearanceLabel } from './clearance-label';
import { DocumentFrame } from './document-frame';

export interface ReadingProps {
  document: DocumentView;
  /** It shows parts of programmes, which change without it. */
  isLive: boolean;
  zone: string;
}

/** The settled text: what has been agreed to stand, readable, printable and searchable without a script. */
export function ReadingPage({ document: d, isLive, zone }: ReadingProps) {
  const { t } = useTranslation('documents');
  useProgrammesLive(isLive);
  const { head } = d;
  return (
    <DocumentFrame head={head} at="read" rail={<Beside d={d} />}>
      <div className="stack">
        <AskedBy consultations={d.askedBy} />
        <p className="meta">
          <span>
            {t('read.lead')}{' '}
            <Link to={`/organisations/${head.lead.handle}`}>
              <bdi>{head.lead.name}</bdi>
            </Link>
          </span>
          <span>{t(`readers.${head.readers}`)}</span>
          {d.settledAt && (
            <span>
              {t('read.settled')} <Time at={d.settledAt} zone={zone} />
            </span>
          )}
          {d.final && (
            <span>
              {t('heard:final.is', { number: d.final.number })} <Time at={d.final.at} zone={zone} style="date" />
            </span>
          )}
          {head.role && <span>{t(`role.${head.role}`)}</span>}
        </p>
        <p className="actions">
          {head.may.suggest && (
            <Link className="button" to={`/documents/${head.id}/write`}>
              {t('read.write')}
            </Link>
          )}
          {head.may.comment && <Link to={`/documents/${head.id}/comments/new`}>{t('passages.title')}</Link>}
          <Link to={`/documents/${head.id}/report`}>{t('read.report')}</Link>
        </p>
        {d.settledAt === null || d.html === '' ? (
          <p className="empty">{t('read.empty')}</p>
        ) : (
          <article
            className="words document"
            lang={head.language}
            dir={directionOf(head.language)}
            // Rendered when it settled, from a closed list of elements: text/render.server.ts.
            // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
            dangerouslySetInnerHTML={{ __html: d.html }}
          />
        )}
        <Rests sources={d.sources} id={head.id} />
        <Erasures erasures={d.erasures} zone={zone} />
      </div>
    </DocumentFrame>
  );
}

function Beside({ d }: { d: DocumentView }) {
  const { t } = useTranslation('documents');
  const sections = new Map(d.sections.map((s) => [s.key, s]));
  return (
    <Rail label={t('read.beside')}>
      <section aria-labelledby="contents">
        <h2 id="contents">{t('read.contents')}</h2>
        <ol className="contents">
          {d.outline.map((entry) => (
            <li key={entry.id} data-level={entry.level}>
              <a href={`#${entry.id}`}>
                <bdi>{entry.title}</bdi>
              </a>
              {entry.level === 1 && <SectionFacts section={sections.get(entry.id)} />}
            </li>
          ))}
        </ol>
      </section>
      {d.organisations.length > 0 && (
        <section aria-labelledby="written-by">
          <h2 id="written-by">{t('read.organisations')}</h2>
          <ul>
            {d.organisations.map((o) => (
              <li key={o.handle}>
                <Link to={`/organisations/${o.handle}`}>
                  <bdi>{o.name}</bdi>
                </Link>{' '}
                <small>{t(`role.${o.role}`)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {d.citedIn.length > 0 && (
        <section aria-labelledby="cited-in">
          <h2 id="cited-in">{t('read.cited-in')}</h2>
          <ul>
            {d.citedIn.flatMap((c) =>
              c.documents.map((by) => (
                <li key={`${c.block} ${by.id}`}>
                  <a href={`#${c.block}`}>{t('read.this-passage')}</a>{' '}
                  <Link to={`/documents/${by.id}`} lang={by.language}>
                    <bdi>{by.title}</bdi>
                  </Link>
                </li>
              )),
            )}
          </ul>
        </section>
      )}
      <FollowPart activity="document" id={d.head.id} level={d.follows} />
      {d.head.may.open && (
        <section aria-labelledby="work">
          <h2 id="work">{t('read.work')}</h2>
          <ul>
            <li>
              <Link to={`/documents/${d.head.id}/comments`}>{t('read.open-threads', { count: d.openThreads })}</Link>
            </li>
            <li>
              <Link to={`/documents/${d.head.id}/versions`}>{t('read.versions', { count: d.versions })}</Link>
            </li>
          </ul>
        </section>
      )}
    </Rail>
  );
}

/** Whose section it is, and whether its partners have cleared it. */
function SectionFacts({ section }: { section: SectionView | undefined }) {
  const { t } = useTranslation('documents');
  if (!section) return null;
  const state = stateOfSection(section.clearances);
  return (
    <small className="meta">
      {section.owner && (
        <span>
          {t('read.owner')} <bdi>{section.owner}</bdi>
        </span>
      )}
      {state !== 'not-asked' && <ClearanceLabel state={state} />}
    </small>
  );
}

/** What the text rests on: references, whose words stand where their readers may see them. */
function Rests({ sources, id }: { sources: CitedPlace[]; id: number }) {
  const { t } = useTranslation('documents');
  if (sources.length === 0) return null;
  return (
    <section className="sources" aria-labelledby="sources">
      <h2 id="sources">{t('read.sources')}</h2>
      <ol>
        {sources.map((s) => (
          <li key={s.anchor} id={`source-${s.anchor}`}>
            {s.kind === 'voice' ? (
              <Link to={`/documents/${id}/voices`}>{t('heard:cited')}</Link>
            ) : (
              <Link to={`/${s.kind}s/${s.cited}`}>{t(`cited.${s.kind}`, { id: s.cited })}</Link>
            )}{' '}
            <a href={`#${s.block}`}>{t('read.back')}</a>
            {s.state !== 'current' && !s.settled && (
              <>
                {' '}
                <span className="source-changed">{t(`source.${s.state}`)}</span>
              </>
            )}
          </li>
        ))}
      </ol>
      <p>
        <Link to={`/documents/${id}/sources`}>{t('read.sources-words')}</Link>
      </p>
    </section>
  );
}

function Erasures({ erasures, zone }: { erasures: DocumentView['erasures']; zone: string }) {
  const { t } = useTranslation('documents');
  if (erasures.length === 0) return null;
  return (
    <section className="notice" aria-labelledby="erasures">
      <h2 id="erasures">{t('read.erasures')}</h2>
      <ul>
        {erasures.map((e) => (
          <li key={e.at}>
            <Time at={e.at} zone={zone} style="date" />: <bdi>{e.reason}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

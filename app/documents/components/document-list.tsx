import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Paging } from '../../shared/ui/paging';
import { Time } from '../../shared/ui/time';
import type { ListedDocument } from '../queries/listing.server';

export interface DocumentListProps {
  title: string;
  documents: ListedDocument[];
  total: number;
  page: number;
  pages: number;
  mine: boolean;
  signedIn: boolean;
  mayCreate: boolean;
  zone: string;
}

/** All documents that one may read: those one works on, and what has settled of the others. */
export function DocumentList(props: DocumentListProps) {
  const { t } = useTranslation('documents');
  const path = (page: number) => {
    const search = new URLSearchParams();
    if (props.mine) search.set('mine', 'yes');
    if (page > 1) search.set('page', String(page));
    return `/documents${search.size ? `?${search}` : ''}`;
  };
  return (
    <div className="stack">
      <h1>{props.title}</h1>
      <p className="lede">{t('list.lede')}</p>
      {props.signedIn && (
        <nav className="filters" aria-label={t('list.filters')}>
          <Link to="/documents" aria-current={props.mine ? undefined : 'true'}>
            {t('list.all')}
          </Link>
          <Link to="/documents?mine=yes" aria-current={props.mine ? 'true' : undefined}>
            {t('list.mine')}
          </Link>
        </nav>
      )}
      <div className="row">
        <p>{t('list.shown', { count: props.total })}</p>
        {props.mayCreate && (
          <Link className="plain" to="/documents/new">
            {t('list.new')}
          </Link>
        )}
      </div>
      {props.documents.length === 0 ? (
        <p className="empty">{t(props.mine ? 'list.empty-mine' : 'list.empty')}</p>
      ) : (
        <ul className="list">
          {props.documents.map((d) => (
            <Item key={d.id} d={d} zone={props.zone} />
          ))}
        </ul>
      )}
      <Paging page={props.page} pages={props.pages} to={path} />
    </div>
  );
}

function Item({ d, zone }: { d: ListedDocument; zone: string }) {
  const { t } = useTranslation('documents');
  return (
    <li>
      <article>
        {d.open && <p className="state open">{t('list.open')}</p>}
        <h2 lang={d.language} dir={directionOf(d.language)}>
          <Link to={`/documents/${d.id}`}>{d.title}</Link>
        </h2>
        <p className="meta">
          <span>
            {t('list.lead')} <bdi>{d.lead}</bdi>
          </span>
          <span>{t(`readers.${d.readers}`)}</span>
          <span>{t('list.organisations', { count: d.organisations })}</span>
          {d.open && d.asked > 0 && <span>{t('list.cleared', { cleared: d.cleared, asked: d.asked })}</span>}
          {d.settledAt && (
            <span>
              {t('list.settled')} <Time at={d.settledAt} zone={zone} style="date" />
            </span>
          )}
        </p>
      </article>
    </li>
  );
}

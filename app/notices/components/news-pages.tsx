import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../shared/ui/time';
import type { NewsLine } from '../queries/news.server';

/** What was sent to many, and what is being prepared. */
export function NewsListPage({ news, zone }: { news: NewsLine[]; zone: string }) {
  const { t } = useTranslation('announcements');
  return (
    <div className="narrow">
      <p className="crumb">
        <Link to="/notices">{t('notices:title')}</Link>
      </p>
      <h1>{t('notices:news.title')}</h1>
      <p className="lede">{t('lede')}</p>
      <p className="actions">
        <Link className="button" to="/announcements/new">
          {t('new')}
        </Link>
      </p>
      {news.length === 0 ? (
        <p className="empty">{t('empty')}</p>
      ) : (
        <ul className="list">
          {news.map((n) => (
            <li key={n.id}>
              <article>
                <p className={n.sentAt ? 'state closed' : 'state draft'}>{t(n.sentAt ? 'sent' : 'draft')}</p>
                <h2>
                  <Link to={`/announcements/${n.id}`} lang={n.language}>
                    <bdi>{n.subject}</bdi>
                  </Link>
                </h2>
                {n.sentAt && (
                  <p className="meta">
                    <Time at={n.sentAt} zone={zone} />
                    <span>{t('people', { count: n.people ?? 0 })}</span>
                  </p>
                )}
              </article>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

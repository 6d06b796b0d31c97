import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../shared/ui/time';
import type { NewsLine } from '../queries/news.server';

/** What was sent to many, and what is being prepared. */
export function NewsListPage({ news, zone }: { news: NewsLine[]; zone: string }) {
  const { t } = useTranslation('notices');
  return (
    <div className="narrow">
      <p className="crumb">
        <Link to="/notices">{t('title')}</Link>
      </p>
      <h1>{t('news.title')}</h1>
      <p className="lede">{t('news.lede')}</p>
      <p className="actions">
        <Link className="button" to="/announcements/new">
          {t('news.new')}
        </Link>
      </p>
      {news.length === 0 ? (
        <p className="empty">{t('news.empty')}</p>
      ) : (
        <ul className="list">
          {news.map((n) => (
            <li key={n.id}>
              <article>
                <p className={n.sentAt ? 'state closed' : 'state draft'}>{t(n.sentAt ? 'news.sent' : 'news.draft')}</p>
                <h2>
                  <Link to={`/announcements/${n.id}`} lang={n.language}>
                    <bdi>{n.subject}</bdi>
                  </Link>
                </h2>
                {n.sentAt && (
                  <p className="meta">
                    <Time at={n.sentAt} zone={zone} />
                    <span>{t('news.people', { count: n.people ?? 0 })}</span>
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

import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm } from '../../shared/ui/form';
import { Paging } from '../../shared/ui/paging';
import { Time } from '../../shared/ui/time';
import type { NoticeView } from '../queries/notices.server';
import { useNewNotices } from './use-new-notices';

export interface NoticesProps {
  notices: NoticeView[];
  page: number;
  pages: number;
  stopped: boolean;
  secretariat: boolean;
  zone: string;
}

/** What has happened, newest first. What asks something of a person stands under "For you". */
export function NoticesPage({ notices, page, pages, stopped, secretariat, zone }: NoticesProps) {
  const { t } = useTranslation('notices');
  useNewNotices();
  return (
    <div className="narrow">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      <p className="actions">
        <Link to="/notices/following">{t('following.title')}</Link>
        {secretariat && <Link to="/announcements">{t('news.title')}</Link>}
      </p>
      {stopped && <Stopped />}
      {notices.some((n) => !n.read) && (
        <DeedForm deed="read-all">
          <Button>{t('read-all')}</Button>
        </DeedForm>
      )}
      {notices.length === 0 ? (
        <p className="empty">{t('empty')}</p>
      ) : (
        <ul className="list">
          {notices.map((notice) => (
            <Notice key={notice.id} notice={notice} zone={zone} />
          ))}
        </ul>
      )}
      <Paging page={page} pages={pages} to={(n) => `/notices?page=${n}`} />
    </div>
  );
}

function Notice({ notice: n, zone }: { notice: NoticeView; zone: string }) {
  const { t } = useTranslation('notices');
  const said = useSaid()(n);
  return (
    <li>
      <article>
        {!n.read && <p className="state open">{t('unread')}</p>}
        <h2>{n.title === null && n.kind !== 'mail-stopped' ? said : <Link to={`/notices/${n.id}`}>{said}</Link>}</h2>
        {n.reason && <p dir="auto">{n.reason}</p>}
        <div className="meta">
          <Time at={n.at} zone={zone} />
          <DeedForm deed={`${n.read ? 'unread' : 'read'}-${n.id}`}>
            <input type="hidden" name="notice" value={n.id} />
            <Button quiet>
              {t(n.read ? 'mark-unread' : 'mark-read')}
              <span className="unseen">: {said}</span>
            </Button>
          </DeedForm>
        </div>
      </article>
    </li>
  );
}

/** The sentence of a notice; of what its reader may not see any more, in general words. */
function useSaid(): (notice: NoticeView) => string {
  const { t } = useTranslation('notices');
  const isolated = (name: string) => `\u2068${name}\u2069`;
  return ({ kind, why, title, author, outcome }) => {
    if (kind === 'mail-stopped') return t('said.mail-stopped');
    if (title === null) return t('said.gone');
    const values = { title: isolated(title), author: isolated(author ?? t('someone')) };
    if (kind === 'statement') return t(`said.statement-${outcome}`, values);
    if (kind !== 'post') return t(`said.${kind}`, values);
    return author === null ? t('said.post-gone', values) : t(`said.post-${why}`, values);
  };
}

/** Mail to somebody's address came back: they must learn it here, for no mail can tell them. */
export function Stopped() {
  const { t } = useTranslation('notices');
  return (
    <section className="notice bad" aria-labelledby="stopped">
      <h2 id="stopped">{t('stopped.title')}</h2>
      <p>{t('stopped.text')}</p>
      <div className="row">
        <DeedForm deed="resume" action="/notices">
          <Button>{t('stopped.again')}</Button>
        </DeedForm>
        <Link to="/account">{t('stopped.other')}</Link>
      </div>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { Paging } from '../../../shared/ui/paging';
import { Way } from '../../../shared/ui/way';
import { Both, Hash } from '../../components/parts';
import type { LogData } from '../pages.server';

/** What was done, entry by entry, each with its hash: of what is still open nothing but that there is an entry. */
export function LogPage({ data }: { data: LogData }) {
  const { t } = useTranslation('register');
  return (
    <div className="stack">
      <p className="crumb">
        <Way to="/decisions/register">{t('title')}</Way>
      </p>
      <h1>{t('log.title')}</h1>
      <p className="lede">{t('log.lede')}</p>
      <p>{t('log.shown', { count: data.count })}</p>
      {data.entries.length === 0 ? (
        <p className="empty">{t('log.empty')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone, it is moved by keyboard
        <section className="table" aria-label={t('log.title')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('log.entry')}</th>
                <th scope="col">{t('log.what')}</th>
                <th scope="col">{t('log.when')}</th>
                <th scope="col">{t('log.hash')}</th>
              </tr>
            </thead>
            <tbody>
              {data.entries.map((e) => (
                <tr key={e.seq}>
                  <th scope="row">{e.seq}</th>
                  <td>
                    {e.kind === null ? (
                      <span className="hint">{t('log.withheld')}</span>
                    ) : (
                      <>
                        <code dir="ltr">{e.kind}</code>{' '}
                        {e.proposal !== null && (
                          <Way to={`/decisions/${e.proposal}`}>{t('log.proposal', { id: e.proposal })}</Way>
                        )}
                      </>
                    )}
                  </td>
                  <td>{e.at && <Both at={e.at} zone={data.zone} />}</td>
                  <td>
                    <Hash hash={e.hash} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Paging page={data.page} pages={data.pages} to={(page) => `/decisions/register/log?page=${page}`} />
      <p>
        <a href="/decisions/register/log.jsonl" rel="nofollow">
          {t('log.download')}
        </a>
      </p>
    </div>
  );
}

import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { directionOf, languageNames } from '../../shared/languages';
import { Button, DeedForm } from '../../shared/ui/form';
import { useLookAgain } from '../../shared/ui/look-again';
import { Time } from '../../shared/ui/time';
import type { Counted, NewsView } from '../queries/news.server';
import { type NewsDraft, NewsForm } from './news-form';

export interface NewsProps {
  news: NewsView;
  once: string;
  counted: Counted | null;
  regions: { code: string; name: string }[];
  /** Names of every area that is counted, by its code. */
  areas: Record<string, string>;
  /** The mail of each language as it is sent, with what stands at its foot. */
  mails: { language: string; subject: string; paragraphs: string[]; foot: string[] }[];
  zone: string;
}

export function NewsPage(props: NewsProps) {
  const { t } = useTranslation('announcements');
  const { news } = props;
  return (
    <div className="narrow">
      <p className="crumb">
        <Link to="/announcements">{t('notices:news.title')}</Link>
      </p>
      <h1 lang={news.texts[0]?.language}>
        <bdi>{news.texts[0]?.subject}</bdi>
      </h1>
      {news.sentAt ? <Sent {...props} /> : <ToSend {...props} />}
      <Mails {...props} />
      {!news.sentAt && (
        <section aria-labelledby="change">
          <h2 id="change">{t('change')}</h2>
          <NewsForm draft={{ ...(news satisfies Omit<NewsDraft, 'once'>), once: props.once }} regions={props.regions} />
          <DeedForm deed="discard">
            <input type="hidden" name="version" value={news.version} key={news.version} />
            <Button quiet>{t('discard')}</Button>
          </DeedForm>
        </section>
      )}
    </div>
  );
}

/** How far a send has come. Where scripts run the page looks again by itself until all have left. */
function Sent({ news, zone }: NewsProps) {
  const { t } = useTranslation('announcements');
  const people = news.people ?? 0;
  const left = people - news.sent - news.gaveUp;
  useLookAgain(left > 0);
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{t(left > 0 ? 'progress' : 'sent')}</h2>
      <p role="status">{t('of', { sent: news.sent, people })}</p>
      <meter min={0} max={Math.max(1, people)} value={news.sent} aria-label={t('progress')} />
      {news.gaveUp > 0 && <p>{t('gave-up', { count: news.gaveUp })}</p>}
      <p className="meta">
        <Time at={news.sentAt!} zone={zone} />
      </p>
    </section>
  );
}

function ToSend({ news, counted, areas }: NewsProps) {
  const { t } = useTranslation('announcements');
  if (!counted) return null;
  return (
    <section aria-labelledby="to-send">
      <h2 id="to-send">{t('to')}</h2>
      <p className="lede">{t('people', { count: counted.people })}</p>
      {counted.guests > 0 && <p>{t('guests', { count: counted.guests })}</p>}
      <p className="hint">{t('only-consent')}</p>
      <Table
        label={t('by-sector')}
        rows={counted.sectors.map((r) => ({
          ...r,
          name: r.key ? t(`sectors:${r.key}.name`) : t('no-organisation'),
        }))}
      />
      <Table
        label={t('by-region')}
        rows={counted.regions.map((r) => ({ ...r, name: r.key ? (areas[r.key] ?? r.key) : t('no-organisation') }))}
      />
      <Table
        label={t('by-language')}
        rows={counted.languages.map((r) => ({
          ...r,
          name: languageNames[r.key as keyof typeof languageNames] ?? r.key!,
        }))}
      />
      {counted.people > 0 && (
        <DeedForm deed="send">
          <input type="hidden" name="version" value={news.version} key={news.version} />
          <input type="hidden" name="people" value={counted.people} key={`people ${counted.people}`} />
          <Button primary>{t('send', { count: counted.people })}</Button>
        </DeedForm>
      )}
    </section>
  );
}

function Table({ label, rows }: { label: string; rows: { name: string; people: number }[] }) {
  const { t } = useTranslation('announcements');
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it
    <section className="table" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{label}</th>
            <th scope="col" className="number">
              {t('number')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td className="number">{row.people}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Mails({ mails }: NewsProps) {
  const { t } = useTranslation('announcements');
  return (
    <section aria-labelledby="mails">
      <h2 id="mails">{t('preview')}</h2>
      {mails.map((mail) => (
        <article key={mail.language} className="notice" lang={mail.language} dir={directionOf(mail.language)}>
          <p className="tag">{languageNames[mail.language as keyof typeof languageNames]}</p>
          <h3>{mail.subject}</h3>
          <div className="words">
            {mail.paragraphs.map((p, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of a text that is shown whole
              <p key={i} dir="auto">
                {p}
              </p>
            ))}
          </div>
          {mail.foot.map((line) => (
            <p key={line} className="hint">
              {line}
            </p>
          ))}
        </article>
      ))}
    </section>
  );
}

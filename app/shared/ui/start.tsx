import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EventItems } from '../../events/components/event-list';
import type { ShownEvent } from '../../events/shown';
import { PlaceTime, Time } from './time';

interface Listed {
  id: number;
  slug: string;
  title: string;
  language: string;
  timeZone: string;
}

export interface StartProps {
  open: (Listed & { closesAt: string })[];
  announced: (Listed & { opensAt: string })[];
  synthesised: (Listed & { publishedAt: string })[];
  /** Those in which one can take part now. */
  consultations: (Listed & { closesAt: string })[];
  /** The next ones, and what goes on now. */
  events: ShownEvent[];
  /** The reader's time zone; null for visitors. */
  zone: string | null;
}

/** What this is, and what one can take part in now: the open discussions first. */
export function Start({ open, announced, synthesised, consultations, events, zone }: StartProps) {
  const { t } = useTranslation('shared');
  return (
    <>
      <h1>{t('start.title')}</h1>
      <p className="lede">{t('start.lede')}</p>
      {zone === null && (
        <p className="row">
          <Link to="/register">{t('start.register')}</Link>
          <Link to="/help">{t('start.help')}</Link>
        </p>
      )}
      <Listing id="open" title={t('start.open')}>
        {open.length === 0 ? (
          <div className="empty">
            <p>{t('start.none-open')}</p>
            <p>
              <Link to="/discussions">{t('start.all')}</Link>
            </p>
          </div>
        ) : (
          <ul className="list">
            {open.map((d) => (
              <Line key={d.id} discussion={d}>
                <span className="state open">{t('start.is-open')}</span>
                <span>
                  {t('start.closes')} <PlaceTime at={d.closesAt} place={d.timeZone} reader={zone} />
                </span>
              </Line>
            ))}
          </ul>
        )}
      </Listing>
      {consultations.length > 0 && (
        <Listing id="consultations" title={t('start.consultations')}>
          <ul className="list">
            {consultations.map((c) => (
              <Line key={c.id} discussion={c} of="consultations">
                <span className="state open">{t('start.is-open')}</span>
                <span>
                  {t('start.closes')} <PlaceTime at={c.closesAt} place={c.timeZone} reader={zone} />
                </span>
              </Line>
            ))}
          </ul>
        </Listing>
      )}
      {announced.length > 0 && (
        <Listing id="announced" title={t('start.announced')}>
          <ul className="list">
            {announced.map((d) => (
              <Line key={d.id} discussion={d}>
                <span className="state announced">{t('start.is-announced')}</span>
                <span>
                  {t('start.opens')} <PlaceTime at={d.opensAt} place={d.timeZone} reader={zone} />
                </span>
              </Line>
            ))}
          </ul>
        </Listing>
      )}
      {events.length > 0 && (
        <Listing id="events" title={t('start.events')}>
          <EventItems items={events} shared={{ zone, within: true }} />
          <p>
            <Link to="/events">{t('start.all-events')}</Link>
          </p>
        </Listing>
      )}
      {synthesised.length > 0 && (
        <Listing id="synthesised" title={t('start.synthesised')}>
          <p>{t('start.synthesised-lede')}</p>
          <ul className="list">
            {synthesised.map((d) => (
              <Line key={d.id} discussion={d}>
                <span className="state synthesised">{t('start.is-synthesised')}</span>
                <Time at={d.publishedAt} zone={zone ?? 'UTC'} style="date" />
              </Line>
            ))}
          </ul>
        </Listing>
      )}
      <p>
        <Link to="/discussions">{t('start.all')}</Link>
      </p>
    </>
  );
}

function Listing({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function Line({
  discussion: d,
  of = 'discussions',
  children,
}: {
  discussion: Listed;
  of?: 'discussions' | 'consultations';
  children: ReactNode;
}) {
  return (
    <li>
      <h3>
        <Link to={`/${of}/${d.id}/${d.slug}`}>
          <bdi lang={d.language}>{d.title}</bdi>
        </Link>
      </h3>
      <p className="meta">{children}</p>
    </li>
  );
}

import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { ConsultationPageData } from '../page.server';
import type { ShownPart } from '../shown';

/** What one can do now, first of all; where it is nothing, what comes next and when. */
export function OpenNow({ data }: { data: ConsultationPageData }) {
  const { t } = useTranslation('consultations');
  if (data.state === 'cancelled') return null;
  const open = data.parts.filter((p) => p.isOpen);
  return (
    <section className="stack">
      <h2>{t('parts.now')}</h2>
      {open.length === 0 ? <NothingNow data={data} /> : <Who data={data} />}
      {open.length > 0 && <Parts parts={open} zone={data.zone} />}
    </section>
  );
}

function NothingNow({ data }: { data: ConsultationPageData }) {
  const { t } = useTranslation('consultations');
  const next = data.phases.find((p) => p.when === 'later');
  if (data.state === 'preparing') return <p className="empty">{t('parts.not-announced')}</p>;
  if (!next) return <p className="empty">{t('parts.all-over')}</p>;
  return (
    <p className="empty">
      {t('parts.nothing-now')}{' '}
      <bdi lang={next.title ? next.language : undefined}>{next.title || t(`phase.${next.kind}`)}</bdi>
      {' · '}
      <Time at={next.opensAt} zone={data.zone ?? 'UTC'} />
    </p>
  );
}

/** Whether what is open is open to whoever reads this, and what is missing. */
function Who({ data }: { data: ConsultationPageData }) {
  const { t } = useTranslation('consultations');
  if (data.isInvited) return <p className="notice good">{t('who.invited')}</p>;
  if (data.isAsked) return null;
  if (data.isSignedIn) return <p className="notice">{t('who.not-asked')}</p>;
  return (
    <p className="notice">
      {t(`who.visitor-${data.participants}`)}{' '}
      <Way to={`/sign-in?to=${encodeURIComponent(data.path)}`}>{t('shared:frame.sign-in')}</Way>
    </p>
  );
}

export function PartList({ title, parts, zone }: { title: string; parts: ShownPart[]; zone: string | null }) {
  if (parts.length === 0) return null;
  return (
    <section className="stack">
      <h2>{title}</h2>
      <Parts parts={parts} zone={zone} />
    </section>
  );
}

function Parts({ parts, zone }: { parts: ShownPart[]; zone: string | null }) {
  return (
    <ul className="parts">
      {parts.map((p) => (
        <li key={p.id}>
          <Part part={p} zone={zone ?? 'UTC'} />
        </li>
      ))}
    </ul>
  );
}

function Part({ part: p, zone }: { part: ShownPart; zone: string }) {
  const { t } = useTranslation('consultations');
  return (
    <article className={p.isOpen ? 'is-open' : undefined}>
      <p className="kind">{t(`part.${p.kind}`)}</p>
      <h3 lang={p.language} dir={directionOf(p.language)}>
        {p.path ? <Way to={p.path}>{p.title}</Way> : p.title}
      </h3>
      {p.session && !p.session.cancelled && (
        <p>
          <Way to={p.session.led}>{t(p.session.isOver ? 'parts.session-record' : 'parts.session-follow')}</Way>
        </p>
      )}
      <p className="meta">
        {p.session && <Session session={p.session} zone={zone} />}
        {p.until && p.kind !== 'reading' && (
          <span>
            {t('parts.until')} <Time at={p.until} zone={zone} />
          </span>
        )}
        {p.left !== null && (
          <span>{p.left > 0 ? t('parts.statements-left', { count: p.left }) : t('parts.statements-none-left')}</span>
        )}
        {!p.isOpen && p.from && (
          <span>
            {t('parts.from')} <Time at={p.from} zone={zone} />
          </span>
        )}
        {!p.isOpen && !p.from && <span>{t(p.kind === 'reading' ? 'parts.to-read' : 'parts.closed')}</span>}
      </p>
    </article>
  );
}

function Session({ session, zone }: { session: NonNullable<ShownPart['session']>; zone: string }) {
  const { t } = useTranslation('consultations');
  if (session.cancelled) return <strong>{t('parts.session-cancelled')}</strong>;
  return <Time at={session.startsAt} zone={zone} style="day-time" />;
}

import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { formatSpan, offsetOf } from '../../shared/time';
import { Time } from '../../shared/ui/time';
import { Words } from '../../shared/ui/words';
import type { ConsultationPageData } from '../page.server';
import type { ShownPhase } from '../shown';

/** Where it stands: every phase with what is open in it, the one that is open with its hours on three clocks. */
export function PhaseLine({ data }: { data: ConsultationPageData }) {
  const { t } = useTranslation('consultations');
  if (data.phases.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t('phases.title')}</h2>
      <ol className="phase-line">
        {data.phases.map((p) => (
          <li key={p.id} className={p.when} aria-current={p.when === 'now' ? 'step' : undefined}>
            <Phase phase={p} data={data} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Phase({ phase: p, data }: { phase: ShownPhase; data: ConsultationPageData }) {
  const { t } = useTranslation('consultations');
  const zone = data.zone ?? 'UTC';
  // What there is to read stays through many phases: said once, above, and not in each.
  const parts = data.parts.filter((part) => part.kind !== 'reading' && p.parts.includes(part.id));
  const cancelled = data.state === 'cancelled';
  return (
    <>
      <h3>
        {p.title ? (
          <span lang={p.language} dir={directionOf(p.language)}>
            {p.title}
          </span>
        ) : (
          t(`phase.${p.kind}`)
        )}{' '}
        {!cancelled && <span className="unseen">{t(`phases.${p.when}`)}</span>}
      </h3>
      <p className="meta">
        {p.title !== '' && <span>{t(`phase.${p.kind}`)}</span>}
        {(p.when !== 'now' || cancelled) && (
          <span>
            <Time at={p.opensAt} zone={zone} style="date" /> – <Time at={p.closesAt} zone={zone} style="date" />
          </span>
        )}
      </p>
      {p.when === 'now' && !cancelled && <Clocks phase={p} timeZone={data.timeZone} zone={data.zone} />}
      {p.introductionHtml && <Words html={p.introductionHtml} language={p.language} className="said" />}
      {parts.length > 0 && (
        <p className="opens">
          {t('phases.open-in-it')}{' '}
          {parts.map((part, i) => (
            <span key={part.id}>
              {i > 0 && ' · '}
              <bdi lang={part.language}>{part.title}</bdi>
            </span>
          ))}
        </p>
      )}
    </>
  );
}

/**
 * From when until when, in the reader's own time, in the consultation's zone and in UTC. A visitor's page is the same for
 * everyone, so the island says their own; without it the other two stand there.
 */
function Clocks({ phase, timeZone, zone }: { phase: ShownPhase; timeZone: string; zone: string | null }) {
  const { t, i18n } = useTranslation('consultations');
  const said = (at: string) => formatSpan(phase.opensAt, phase.closesAt, i18n.language, at);
  return (
    <dl className="record clocks">
      {zone === null ? (
        <div hidden data-own-time="">
          <dt>
            {t('times.yours')} <small data-own-zone="" />
          </dt>
          <dd data-span={phase.opensAt} data-until={phase.closesAt} />
        </div>
      ) : (
        <div>
          <dt>
            {t('times.yours')} <Zone zone={zone} at={phase.closesAt} />
          </dt>
          <dd>{said(zone)}</dd>
        </div>
      )}
      {timeZone !== 'UTC' && (
        <div>
          <dt>
            {t('times.there')} <Zone zone={timeZone} at={phase.closesAt} />
          </dt>
          <dd>{said(timeZone)}</dd>
        </div>
      )}
      <div>
        <dt>UTC</dt>
        <dd>{said('UTC')}</dd>
      </div>
    </dl>
  );
}

function Zone({ zone, at }: { zone: string; at: string }) {
  return (
    <small>
      <bdi dir="ltr">{zone === 'UTC' ? 'UTC' : `${zone.replaceAll('_', ' ')}, ${offsetOf(at, zone)}`}</bdi>
    </small>
  );
}

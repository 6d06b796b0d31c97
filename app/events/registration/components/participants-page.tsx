import { useTranslation } from 'react-i18next';
import { sectorNameKey } from '../../../organisations/sectors';
import { directionOf } from '../../../shared/languages';
import { Fold } from '../../../shared/ui/fold';
import { Button, DeedForm, RefusedWithoutForm, TextArea } from '../../../shared/ui/form';
import { Paging } from '../../../shared/ui/paging';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import type { ParticipantsData } from '../participants.server';
import { listedStates } from '../registration';
import { AttendanceForm } from './attendance-form';
import { StateOf } from './own-registration';

export type ListedParticipant = ParticipantsData['participants'][number];

/** Who comes, for those who facilitate: whom to decide on, who has a place and who waits, and who was there. */
export function ParticipantsPage({ data, zone }: { data: ParticipantsData; zone: string }) {
  const { t } = useTranslation('registration');
  const { event } = data;
  const here = `/events/${event.id}/participants`;
  const place = (page: number) =>
    `${here}?${new URLSearchParams({ ...(data.view ? { view: data.view } : data.state ? { state: data.state } : {}), ...(page > 1 ? { page: String(page) } : {}) })}`;
  return (
    <div className="narrow">
      <p className="crumb">
        <Way to={event.path} lang={event.titleLanguage} dir={directionOf(event.titleLanguage)}>
          {event.title}
        </Way>
      </p>
      <h1>{t('participants.title')}</h1>
      <p className="lede">
        {event.capacity === null
          ? t('participants.said', { count: data.counts.registered })
          : t('participants.said-of', { count: data.counts.registered, capacity: event.capacity })}
      </p>
      <RefusedWithoutForm stands={(deed) => hasForm(data, deed)} />
      {event.survivorSpeaks && <p className="notice">{t('participants.survivor')}</p>}
      <nav className="filters" aria-label={t('participants.filters')}>
        <Way to={here} aria-current={!data.state && !data.view ? 'true' : undefined}>
          {t('participants.all')}
        </Way>
        {listedStates.map((state) => (
          <Way
            key={state}
            to={`${here}?state=${state}`}
            aria-current={data.state === state && !data.view ? 'true' : undefined}
          >
            {t(`participants.state.${state}`, { count: data.counts[state] })}
          </Way>
        ))}
        {data.begun && (
          <Way to={`${here}?view=attendance`} aria-current={data.view ? 'true' : undefined}>
            {t('participants.attendance')}
          </Way>
        )}
      </nav>
      {data.view ? (
        <AttendanceForm data={data} />
      ) : data.participants.length === 0 ? (
        <p className="empty">{t('participants.nobody')}</p>
      ) : (
        <ul className="list">
          {data.participants.map((p) => (
            <li key={p.id}>
              <Participant p={p} zone={zone} />
            </li>
          ))}
        </ul>
      )}
      <Paging page={data.page} pages={data.pages} to={place} />
      <Counts data={data} />
      <p className="actions">
        <a className="plain" href={`/events/${event.id}/participants.csv`}>
          {t('participants.csv')}
        </a>
        {event.state === 'over' && (
          <Way className="plain" to={`/events/${event.id}/participants/tell`}>
            {t('tell.title')}
          </Way>
        )}
      </p>
    </div>
  );
}

function Participant({ p, zone }: { p: ListedParticipant; zone: string }) {
  const { t } = useTranslation('registration');
  return (
    <article>
      <StateOf state={p.state} />
      <h2>
        <bdi>{p.name}</bdi>
      </h2>
      <p className="meta">
        {p.organisation && <bdi>{p.organisation}</bdi>}
        <span>{t(sectorNameKey(p.sector as Parameters<typeof sectorNameKey>[0]))}</span>
        <span>{p.region}</span>
        <span>{t(p.hasAccount ? 'participants.with-account' : 'participants.without-account')}</span>
      </p>
      <p className="meta">
        <span>
          {t('participants.asked')} <Time at={p.askedAt} zone={zone} />
        </span>
        {p.offeredUntil && (
          <span>
            {t('participants.offered-until')} <Time at={p.offeredUntil} zone={zone} />
          </span>
        )}
        <span>{t(p.consent ? 'fields.contact-yes' : 'fields.contact-no')}</span>
        {p.email && <bdi dir="ltr">{p.email}</bdi>}
        {p.attended && <span>{t('participants.was-there')}</span>}
      </p>
      {p.state === 'declined' && p.reason && (
        <blockquote dir="auto">
          <p>{p.reason}</p>
        </blockquote>
      )}
      <Deciding p={p} />
    </article>
  );
}

const mayBeApproved = (p: ListedParticipant) => p.state === 'asking' || p.state === 'declined';
const mayBeDeclined = (p: ListedParticipant) => p.state !== 'declined';

/** Whether the form of a deed stands on the page: another facilitator may have decided on somebody meanwhile. */
function hasForm(data: ParticipantsData, deed: string): boolean {
  const [what, id] = deed.split('-');
  if (what !== 'approve' && what !== 'decline') return true;
  const may = what === 'approve' ? mayBeApproved : mayBeDeclined;
  return !data.view && data.participants.some((p) => p.id === Number(id) && may(p));
}

function Deciding({ p }: { p: ListedParticipant }) {
  const { t } = useTranslation('registration');
  const name = <span className="unseen">: {p.name}</span>;
  const declining = `decline-${p.id}`;
  return (
    <>
      {mayBeApproved(p) && (
        <DeedForm deed={`approve-${p.id}`}>
          <input type="hidden" name="registration" value={p.id} />
          <Button>
            {t('participants.approve')}
            {name}
          </Button>
        </DeedForm>
      )}
      {mayBeDeclined(p) && (
        <Fold
          summary={
            <>
              {t('participants.decline')}
              {name}
            </>
          }
          deeds={[declining]}
        >
          <DeedForm deed={declining} className="stack">
            <input type="hidden" name="registration" value={p.id} />
            <TextArea
              deed={declining}
              name="reason"
              label={t('participants.reason')}
              hint={t('participants.reason-hint')}
              rows={3}
              required
            />
            <div className="actions">
              <Button danger>
                {t('participants.decline')}
                {name}
              </Button>
            </div>
          </DeedForm>
        </Fold>
      )}
    </>
  );
}

/** Who has a place and who was there, by sector and by region. */
function Counts({ data }: { data: ParticipantsData }) {
  const { t } = useTranslation('registration');
  if (data.sectors.length === 0) return null;
  const sectors = data.sectors.map((c) => ({
    ...c,
    name: t(sectorNameKey(c.key as Parameters<typeof sectorNameKey>[0])),
  }));
  return (
    <section aria-labelledby="counts">
      <h2 id="counts">{t('counts.title')}</h2>
      <CountTable caption={t('counts.sector')} rows={sectors} begun={data.begun} />
      <CountTable caption={t('counts.region')} rows={data.regions} begun={data.begun} />
    </section>
  );
}

function CountTable({
  caption,
  rows,
  begun,
}: {
  caption: string;
  rows: { key: string; name: string; registered: number; attended: number }[];
  begun: boolean;
}) {
  const { t } = useTranslation('registration');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
    <section className="table" aria-label={caption} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{caption}</th>
            <th scope="col" className="number">
              {t('counts.registered')}
            </th>
            {begun && (
              <th scope="col" className="number">
                {t('counts.attended')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              <td className="number">{row.registered}</td>
              {begun && <td className="number">{row.attended}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

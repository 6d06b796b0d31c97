import { useTranslation } from 'react-i18next';
import { sectorNameKey } from '../../../organisations/sectors';
import { Button, DeedForm } from '../../../shared/ui/form';
import { PlaceTime } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import type { RegistrationPartData } from '../part.server';
import { ConsentField } from './fields';
import { StateOf } from './own-registration';

/** On the page of an event: to register, or where one's own registration stands; and the list, for those who facilitate. */
export function RegistrationPart({ data }: { data: RegistrationPartData }) {
  const { t } = useTranslation('registration');
  const here = `/events/${data.event}/register`;
  if (!data.open && !data.mine && !data.participants && data.over) return null;
  return (
    <section aria-labelledby="registration">
      <h2 id="registration">{t('part.title')}</h2>
      {data.mine ? (
        <>
          <p>
            <StateOf state={data.mine} />
          </p>
          <p>
            <Way to={here}>{t(ownWords(data))}</Way>
          </p>
        </>
      ) : data.comesAnyway && !data.over ? (
        <p>
          {t('part.comes-anyway')} <Way to={here}>{t('part.to-join-anyway')}</Way>
        </p>
      ) : (
        <Asking data={data} here={here} />
      )}
      {data.participants && (
        <p className="meta">
          <Way to={`/events/${data.event}/participants`}>{t('part.participants')}</Way>
          {data.asking > 0 && (
            <Way to={`/events/${data.event}/participants?state=asking`}>{t('part.asking', { count: data.asking })}</Way>
          )}
        </p>
      )}
    </section>
  );
}

const ownWords = (data: RegistrationPartData) =>
  data.mine === 'registered' && !data.over ? 'part.to-join' : 'part.mine';
const askingWords = (data: RegistrationPartData) =>
  data.approval ? 'part.go-approval' : data.full ? 'part.go-waiting' : 'part.go';

/** The way to it below the times, on a phone: there the rail is folded, and with it what most people came for. */
export function RegistrationWay({ data }: { data: RegistrationPartData }) {
  const { t } = useTranslation('registration');
  if (!data.mine && (!data.open || data.comesAnyway)) return null;
  return (
    <p className="actions before-rail">
      <Way className={data.mine ? 'plain' : 'primary'} to={`/events/${data.event}/register`}>
        {t(data.mine ? ownWords(data) : askingWords(data))}
      </Way>
    </p>
  );
}

function Asking({ data, here }: { data: RegistrationPartData; here: string }) {
  const { t } = useTranslation('registration');
  if (!data.open) return data.why ? <p>{t(data.why)}</p> : null;
  const words = t(askingWords(data));
  return (
    <>
      {data.full && <p>{t('part.full')}</p>}
      {data.free !== null && !data.full && <p>{t('part.free', { count: data.free })}</p>}
      {data.closesAt && (
        <p>
          {t('part.closes')} <PlaceTime at={data.closesAt} place={data.timeZone} reader={data.zone} />
        </p>
      )}
      {data.oneStep ? (
        <DeedForm deed="register" action={here} className="stack">
          <ConsentField deed="register" news={false} />
          <Button primary>{words}</Button>
        </DeedForm>
      ) : (
        <p>
          <Way className="primary" to={here}>
            {words}
          </Way>
        </p>
      )}
    </>
  );
}

/** Who was there, as numbers: small ones are put together where a survivor spoke. */
export function AttendancePart({ data }: { data: RegistrationPartData }) {
  const { t } = useTranslation('registration');
  const { attended } = data;
  if (!attended) return null;
  const { sectors, regions } = attended;
  return (
    <section aria-labelledby="attended">
      <h2 id="attended">{t('attended.title')}</h2>
      <p>
        {attended.total === null
          ? t('attended.few', { smallest: attended.smallest })
          : t('attended.total', { count: attended.total })}
      </p>
      <Numbers
        title={t('attended.sectors')}
        rows={sectors.shown.map((c) => [t(sectorNameKey(c.key as Parameters<typeof sectorNameKey>[0])), c.count])}
        others={sectors.others}
      />
      <Numbers
        title={t('attended.regions')}
        rows={regions.shown.map((c) => [c.name, c.count])}
        others={regions.others}
      />
      {attended.suppressed && <p className="hint">{t('attended.small')}</p>}
    </section>
  );
}

function Numbers({ title, rows, others }: { title: string; rows: [string, number][]; others: number | null }) {
  const { t } = useTranslation('registration');
  if (rows.length === 0) return null;
  const all: [string, number][] = others === null ? rows : [...rows, [t('attended.others'), others]];
  return (
    <>
      <h3>{title}</h3>
      <dl className="record">
        {all.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

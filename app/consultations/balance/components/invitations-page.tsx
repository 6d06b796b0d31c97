import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Find } from '../../../shared/ui/find';
import { Button, DeedForm } from '../../../shared/ui/form';
import { Paging } from '../../../shared/ui/paging';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { cellSectors } from '../cells';
import { invitationStates } from '../invitation';
import type { InvitationsData } from '../page.server';
import { Crumb, SectorName, useSectorName } from './head';
import { Survivors } from './reach';

/** Whom to invite and whom to remind: the directory by sector, region and state; several at once, counted on the next page. */
export function InvitationsPage({ data }: { data: InvitationsData }) {
  const { t } = useTranslation('balance');
  const here = `/consultations/${data.id}/invitations`;
  const { sector, region, state, query, page } = data;
  const to = (change: Partial<Record<'sector' | 'region' | 'state', string | null>> & { page?: number }) => {
    const asked = { sector, region, state, q: query || null, page: null, ...change };
    const search = new URLSearchParams(
      Object.entries(asked).flatMap(([name, value]) =>
        value === null || (name === 'page' && value === 1) ? [] : [[name, String(value)]],
      ),
    ).toString();
    return search ? `${here}?${search}` : here;
  };
  return (
    <div className="narrow stack">
      <Crumb of={data} within />
      <h1>{t('invitations.title')}</h1>
      <p className="lede">{t('invitations.shown', { count: data.total })}</p>
      {data.why && <p className="notice">{t(data.why)}</p>}
      <Find action={here} label={t('invitations.find')} query={query} kept={{ sector, region, state }} />
      <Filter
        label={t('invitations.by-state')}
        all={t('invitations.all-states')}
        to={(value) => to({ state: value })}
        now={state}
        choices={invitationStates.map((key) => ({ key, name: t(`states.${key}`) }))}
      />
      <Sectors to={(value) => to({ sector: value })} now={sector} />
      <Filter
        label={t('invitations.by-region')}
        all={t('invitations.all-regions')}
        to={(value) => to({ region: value })}
        now={region}
        choices={data.regions.map(({ code, name }) => ({ key: code, name }))}
      />
      {data.organisations.length === 0 ? <p className="empty">{t('invitations.none')}</p> : <Directory data={data} />}
      <Paging page={page} pages={data.pages} to={(n) => to({ page: n })} />
      <Survivors />
      <Announce data={data} />
    </div>
  );
}

function Sectors({ to, now }: { to: (value: string | null) => string; now: string | null }) {
  const { t } = useTranslation('balance');
  const name = useSectorName();
  return (
    <Filter
      label={t('invitations.by-sector')}
      all={t('invitations.all-sectors')}
      to={to}
      now={now}
      choices={cellSectors.map((key) => ({ key, name: name(key) }))}
    />
  );
}

function Filter({
  label,
  all,
  to,
  now,
  choices,
}: {
  label: string;
  all: string;
  to: (value: string | null) => string;
  now: string | null;
  choices: { key: string; name: string }[];
}) {
  return (
    <nav className="filters" aria-label={label}>
      <Way to={to(null)} aria-current={now === null ? 'true' : undefined}>
        {all}
      </Way>
      {choices.map(({ key, name }) => (
        <Way key={key} to={to(key)} aria-current={now === key ? 'true' : undefined}>
          {name}
        </Way>
      ))}
    </nav>
  );
}

/** The organisations, to be ticked. Whoever has begun is shown, and cannot be. */
function Directory({ data }: { data: InvitationsData }) {
  const { t } = useTranslation('balance');
  const confirm = `/consultations/${data.id}/invitations/confirm`;
  const both = data.sector && data.region ? new URLSearchParams({ sector: data.sector, region: data.region }) : null;
  return (
    <>
      {both && data.why === null && (
        <p className="actions">
          <Way className="plain" to={`${confirm}?what=invite&${both}`}>
            {t('invitations.invite-cell')}
          </Way>
          <Way className="plain" to={`${confirm}?what=remind&${both}`}>
            {t('invitations.remind-cell')}
          </Way>
        </p>
      )}
      <Form
        method="get"
        action={confirm}
        key={`${data.sector} ${data.region} ${data.state} ${data.query} ${data.page}`}
      >
        <fieldset className="field">
          <legend>{t('invitations.tick')}</legend>
          {data.organisations.map((o) => (
            <label key={o.id} className="choice">
              <input
                type="checkbox"
                name="organisation"
                value={o.id}
                disabled={o.state === 'started' || o.state === 'submitted'}
              />
              <span>
                <bdi lang={o.language}>{o.name}</bdi>
                <small>
                  <SectorName sector={o.sector} /> · {o.place} · {t(`states.${o.state}`)}
                  {o.askedAt && (
                    <>
                      {' '}
                      (<Time at={o.askedAt} zone={data.zone} style="date" />)
                    </>
                  )}{' '}
                  · {t('speakers', { count: o.speakers })}
                </small>
              </span>
            </label>
          ))}
        </fieldset>
        {data.why === null && (
          <div className="actions">
            <Button primary name="what" value="invite">
              {t('invitations.invite')}
            </Button>
            <Button name="what" value="remind">
              {t('invitations.remind')}
            </Button>
          </div>
        )}
      </Form>
    </>
  );
}

/** Announced to everybody, and not to those alone who are invited: where it stands, and the mail that can be sent. */
function Announce({ data }: { data: InvitationsData }) {
  const { t } = useTranslation('balance');
  return (
    <section aria-labelledby="announce">
      <h2 id="announce">{t('announce.title')}</h2>
      {!data.forAll ? (
        <p>{t('announce.invited-only')}</p>
      ) : data.announcedAt === null ? (
        <p>{t('announce.not-yet')}</p>
      ) : (
        <>
          <ul>
            <li>
              {t('announce.portal')} <Time at={data.announcedAt} zone={data.zone} style="date" />
            </li>
            <li>
              <a href="/consultations.atom">{t('announce.feed')}</a>
            </li>
            <li>{t(data.mayAnnounce ? 'announce.mail' : 'announce.mail-secretariat')}</li>
          </ul>
          {data.mayAnnounce && (
            <DeedForm deed="announce">
              <Button>{t('announce.prepare')}</Button>
            </DeedForm>
          )}
        </>
      )}
    </section>
  );
}

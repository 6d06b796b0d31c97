import { useTranslation } from 'react-i18next';
import { EventTime } from '../../events/components/event-times';
import { Day } from '../../shared/ui/day';
import { Way } from '../../shared/ui/way';
import type { CommitteeData } from '../page.server';
import { Letters } from './letters';
import { Member, ProposalLink, Wide } from './parts';
import { useCommitteeLive } from './use-committee-live';

/** A record: who chairs and until when, who is on it, who will chair, what was signed, and when it meets. */
export function CommitteePage({ data }: { data: CommitteeData }) {
  const { t } = useTranslation('committee');
  useCommitteeLive();
  return (
    <div className="stack">
      <header>
        <h1>{t('title')}</h1>
        <p className="lede">{t('lede')}</p>
      </header>
      <Chair data={data} />
      <p>
        <Way to="/workplan">{t('to-workplan')}</Way>
      </p>
      {data.inside && <Inside data={data} />}
      <section className="stack">
        <h2 id="members">{t('members.title')}</h2>
        <p>{t('members.shown', { count: data.members.length })}</p>
        <Wide by="members">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('members.member')}</th>
                <th scope="col">{t('members.since')}</th>
                <th scope="col">{t('members.chair')}</th>
              </tr>
            </thead>
            <tbody>
              {data.members.map((m) => (
                <tr key={m.id}>
                  <th scope="row">
                    <Member of={m} />
                  </th>
                  <td>
                    <Day day={m.since} />
                    {m.until && (
                      <>
                        {' – '}
                        <Day day={m.until} />
                      </>
                    )}
                  </td>
                  <td>{t(m.mayChair ? 'members.may-chair' : 'members.may-not-chair')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
        {data.former.length > 0 && (
          <p className="hint">
            {t('members.former')}{' '}
            {data.former.map((m, n) => (
              <span key={m.handle}>
                {n > 0 && ' · '}
                <Member of={m} />
              </span>
            ))}
          </p>
        )}
      </section>
      <Schedule data={data} />
      <Meetings data={data} />
      <section className="stack" aria-labelledby="letters">
        <h2 id="letters">{t('letters.title')}</h2>
        <Letters letters={data.letters} title="h3" />
        {data.inside && (
          <p>
            <Way to="/committee/letters">{t('letters.to-page')}</Way>
          </p>
        )}
      </section>
    </div>
  );
}

function Chair({ data }: { data: CommitteeData }) {
  const { t } = useTranslation('committee');
  if (data.until === null) return <p className="empty">{t('chair.none')}</p>;
  return (
    <dl className="record">
      <div>
        <dt>{t('chair.chair')}</dt>
        <dd>
          <Member of={data.chair} />
        </dd>
      </div>
      <div>
        <dt>{t('chair.co-chair')}</dt>
        <dd>
          <Member of={data.coChair} />
        </dd>
      </div>
      <div>
        <dt>{t('chair.until')}</dt>
        <dd>
          <Day day={data.until} />
        </dd>
      </div>
    </dl>
  );
}

/** What is for the committee's own people: what it decides now, and the ways to its other pages. */
function Inside({ data }: { data: CommitteeData }) {
  const { t } = useTranslation('committee');
  return (
    <section className="stack" aria-labelledby="open">
      <h2 id="open">{t('open.title')}</h2>
      {data.proposals.length === 0 ? (
        <p className="empty">{t('open.none')}</p>
      ) : (
        <ul className="list">
          {data.proposals.map((p) => (
            <li key={p.id}>
              <ProposalLink {...p} />
            </li>
          ))}
        </ul>
      )}
      <p className="row">
        <Way to="/committee/members">{t('open.to-members')}</Way>
        {data.handover && <Way to="/committee/handover">{t('open.to-handover')}</Way>}
        <Way to="/commitments">{t('open.to-commitments')}</Way>
      </p>
    </section>
  );
}

function Schedule({ data }: { data: CommitteeData }) {
  const { t } = useTranslation('committee');
  if (data.schedule.length === 0) return null;
  return (
    <section className="stack">
      <h2 id="schedule">{t('schedule.title')}</h2>
      <p className="hint">{t('schedule.order')}</p>
      <Wide by="schedule">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('schedule.from')}</th>
              <th scope="col">{t('schedule.until')}</th>
              <th scope="col">{t('chair.chair')}</th>
              <th scope="col">{t('chair.co-chair')}</th>
              <th scope="col">{t('schedule.by')}</th>
            </tr>
          </thead>
          <tbody>
            {data.schedule.map((turn) => (
              <tr key={turn.from}>
                <td>
                  <Day day={turn.from} />
                </td>
                <td>
                  <Day day={turn.until} />
                </td>
                <td>
                  <Member of={turn.chair} />
                </td>
                <td>
                  <Member of={turn.coChair} />
                </td>
                <td>
                  {turn.decidedBy ? (
                    <Way to={`/decisions/${turn.decidedBy}`}>{t('schedule.by-decision', { id: turn.decidedBy })}</Way>
                  ) : (
                    t(`schedule.${turn.by}`)
                  )}
                  {turn.void && <> · {t('schedule.void')}</>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function Meetings({ data }: { data: CommitteeData }) {
  const { t } = useTranslation('committee');
  const place = (id: number) => `/committee/meetings/${id}`;
  const published = data.past.filter((m) => data.inside || m.minutesId !== null);
  return (
    <section className="stack" aria-labelledby="meetings">
      <h2 id="meetings">{t('meetings.title')}</h2>
      {data.secretariat && (
        <p className="actions">
          <Way className="plain" to="/committee/meetings/new">
            {t('meetings.to-call')}
          </Way>
        </p>
      )}
      {data.coming.length === 0 && <p className="empty">{t('meetings.none')}</p>}
      <ul className="list">
        {data.coming.map((m) => (
          <li key={m.id}>
            {m.title !== null && (
              <>
                <Way to={place(m.id)} lang={m.titleLanguage}>
                  {m.title}
                </Way>
                <br />
              </>
            )}
            <EventTime startsAt={m.startsAt} endsAt={m.endsAt} timeZone={m.timeZone} zone={data.zone} />
            <Published of={m} />
          </li>
        ))}
      </ul>
      {published.length > 0 && (
        <>
          <h3>{t('meetings.past')}</h3>
          <ul className="list">
            {published.map((m) => (
              <li key={m.id}>
                {m.title !== null && (
                  <>
                    <Way to={place(m.id)} lang={m.titleLanguage}>
                      {m.title}
                    </Way>{' '}
                    ·{' '}
                  </>
                )}
                <EventTime startsAt={m.startsAt} endsAt={m.endsAt} timeZone={m.timeZone} zone={data.zone} />
                <Published of={m} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Published({ of }: { of: CommitteeData['past'][number] }) {
  const { t } = useTranslation('committee');
  if (of.minutesId === null) return null;
  return (
    <>
      {' · '}
      <Way to={`/committee/meetings/${of.id}/minutes`}>{t('meetings.minutes')}</Way>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { EventTimes } from '../../events/components/event-times';
import { directionOf } from '../../shared/languages';
import { Day } from '../../shared/ui/day';
import { Button, DeedForm, RefusedWithoutForm } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { useHeldOnce } from '../../shared/ui/use-held-once';
import { Way } from '../../shared/ui/way';
import type { MeetingData } from '../meetings/page.server';
import { Actions } from './meeting-actions';
import { Agenda } from './meeting-agenda';
import { Attendance } from './meeting-people';
import { Positions } from './meeting-positions';
import { Crumb } from './parts';
import { useCommitteeLive } from './use-committee-live';

/** A meeting for those who are at it: what is next, who is there, where members stand, what was taken on, and what is written of it. */
export function MeetingPage({ data, once }: { data: MeetingData; once: string }) {
  const { t } = useTranslation('committee');
  useCommitteeLive(data);
  const held = useHeldOnce(once);
  return (
    <div className="stack">
      <header>
        <Crumb />
        <p>
          <span className={`state ${stateClass(data.state)}`}>{t(`meeting.state.${data.state}`)}</span>
        </p>
        <h1 lang={data.titleLanguage} dir={directionOf(data.titleLanguage)}>
          {data.title}
        </h1>
        <EventTimes startsAt={data.startsAt} endsAt={data.endsAt} timeZone={data.timeZone} zone={data.zone} />
        {data.venue && (
          <p className="meta">
            <bdi>{data.venue}</bdi>
          </p>
        )}
        <p>
          <Way to={data.path}>{t('meeting.to-event')}</Way>
        </p>
        <RefusedWithoutForm stands={(deed) => formsOf(data).includes(deed)} />
      </header>
      <Earlier data={data} />
      <Agenda data={data} once={held} />
      <Attendance data={data} />
      <Positions data={data} />
      <Actions data={data} once={held} />
      <Minutes data={data} />
    </div>
  );
}

function stateClass(state: MeetingData['state']): string {
  return state === 'live' ? 'open' : state === 'announced' ? 'announced' : state === 'preparing' ? 'draft' : 'closed';
}

/** The forms that stand on the page now: what was refused of another one is said at the head. */
function formsOf(data: MeetingData): string[] {
  return [
    ...(data.may.agenda
      ? ['add-open', 'item', ...(data.items.length > 0 && data.agendaChanged ? ['send-agenda'] : [])]
      : []),
    ...(data.may.agenda
      ? data.items.flatMap((i) => [`item-${i.id}`, `remove-item-${i.id}`, `up-${i.id}`, `down-${i.id}`])
      : []),
    ...(data.may.prepare ? ['paper', 'observers'] : []),
    ...(data.may.prepare
      ? [...data.papers, ...data.items.flatMap((i) => i.papers)].map((p) => `remove-paper-${p.id}`)
      : []),
    ...(data.may.attend ? ['attend-self'] : []),
    ...data.members.flatMap((m) => m.people.filter((p) => p.marks).map((p) => `attend-${p.id}`)),
    ...data.proposals
      .filter((p) => p.state === 'open' || p.state === 'silence')
      .filter((p) => p.positions.some((x) => data.spokenFor.includes(x.organisation)))
      .map((p) => `position-${p.id}`),
    ...(data.may.act ? ['action'] : []),
    ...(data.may.minutes ? ['minutes'] : []),
  ];
}

/** What comes to every agenda by itself: minutes of earlier meetings that wait for approval, and what was noted to be done. */
function Earlier({ data }: { data: MeetingData }) {
  const { t } = useTranslation('committee');
  if (data.earlier.length === 0 && data.followUps.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="earlier">
      <h2 id="earlier">{t('earlier.title')}</h2>
      {data.earlier.map((m) => (
        <div key={m.id} className="stack">
          <p>
            <Way to={`/committee/meetings/${m.id}/minutes`}>{t('meetings.minutes')}</Way> ·{' '}
            <Way to={`/committee/meetings/${m.id}`} lang={m.titleLanguage}>
              {m.title}
            </Way>{' '}
            · <Time at={m.startsAt} zone={data.zone} style="date" /> ·{' '}
            {t(m.approved ? 'minutes.approved' : 'minutes.waits')}
            {!m.approved && (
              <>
                {' · '}
                {t('minutes.approve-count', { count: m.approve })} · {t('minutes.correct-count', { count: m.correct })}
              </>
            )}
          </p>
        </div>
      ))}
      {data.followUps.length > 0 && (
        <>
          <h3>{t('actions.earlier')}</h3>
          <ul>
            {data.followUps.map((a) => (
              <li key={a.id}>
                <Way to={`/commitments/${a.id}`} lang={a.language}>
                  {a.words}
                </Way>{' '}
                · <bdi>{a.owner}</bdi>
                {a.dueOn && (
                  <>
                    {' · '}
                    <Day day={a.dueOn} />
                  </>
                )}{' '}
                · <span className="tag">{t(`action-state.${a.state}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The minutes: made by one press and written in the editor; a page of their own says how they are approved. */
function Minutes({ data }: { data: MeetingData }) {
  const { t } = useTranslation('committee');
  return (
    <section className="stack" aria-labelledby="minutes">
      <h2 id="minutes">{t('minutes.title')}</h2>
      {!data.minutes && <p className="empty">{t(data.may.minutes ? 'minutes.none' : 'minutes.not-yet')}</p>}
      {data.may.minutes && (
        <DeedForm deed="minutes">
          <p className="hint">{t('minutes.make-hint')}</p>
          <Button primary>{t('minutes.make')}</Button>
        </DeedForm>
      )}
      {data.minutes && (
        <p>
          <Way to={`/committee/meetings/${data.id}/minutes`} lang={data.minutes.language}>
            {data.minutes.title}
          </Way>{' '}
          · {t(data.published ? 'minutes.published' : data.approval ? 'minutes.approved' : 'minutes.waits')}
          {data.minutes.readable && (
            <>
              {' · '}
              <Way to={`/documents/${data.minutes.id}`}>{t('minutes.to-document')}</Way>
            </>
          )}
        </p>
      )}
    </section>
  );
}

import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { MyConsultations } from '../../consultations/components/mine';
import type { MyConsultation } from '../../consultations/queries/mine.server';
import { EventTime } from '../../events/components/event-times';
import type { MyEvent } from '../../events/queries/mine.server';
import { subjectsOf } from '../../shared/subjects';
import { Button, DeedForm } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { type DraftOf, endsByItsDeed, isOverdue, type MentionOf, type Task } from '../task';

export interface ForYouProps {
  open: Task[];
  done: Task[];
  mentions: MentionOf[];
  drafts: DraftOf[];
  /** The next events that the reader runs, speaks at or has a place at. */
  events: MyEvent[];
  /** Those that ask for the reader or their organisation, or that they facilitate. */
  consultations: MyConsultation[];
  /** The account waits for approval: drafts may be kept, and little else will be here. */
  waiting: boolean;
  zone: string;
  now: string;
}

/** Everything that asks something of a person lands here: the oldest first. */
export function ForYou({ open, done, mentions, drafts, events, consultations, waiting, zone, now }: ForYouProps) {
  const { t } = useTranslation('tasks');
  // For the heading of those that are to come.
  useTranslation('events');
  return (
    <div className="narrow">
      <h1>{t('title')}</h1>
      <p className="lede">{t('waits', { count: open.length })}</p>
      <p className="row">
        <Link to="/contributions">{t('contributions')}</Link>
        <Link to="/commitments">{t('commitments')}</Link>
      </p>
      {waiting && (
        <p className="notice">
          {t('account-waits')} <Link to="/account">{t('account-link')}</Link>
        </p>
      )}
      <section aria-labelledby="tasks">
        <h2 id="tasks">{t('tasks.title')}</h2>
        {open.length === 0 ? (
          <p className="empty">{t('tasks.empty')}</p>
        ) : (
          <ul className="board">
            {open.map((task) => (
              <OpenTask key={task.id} task={task} zone={zone} now={now} />
            ))}
          </ul>
        )}
        {done.length > 0 && <DoneTasks tasks={done} zone={zone} />}
      </section>
      {consultations.length > 0 && <MyConsultations consultations={consultations} zone={zone} />}
      {events.length > 0 && (
        <section aria-labelledby="events">
          <h2 id="events">{t('events:mine')}</h2>
          <ul className="list">
            {events.map((e) => (
              <li key={e.id}>
                <h3>
                  <Link to={e.path} lang={e.language}>
                    {e.title}
                  </Link>
                </h3>
                <p className="meta">
                  <EventTime startsAt={e.startsAt} endsAt={e.endsAt} timeZone={e.timeZone} zone={zone} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="mentions">
        <h2 id="mentions">{t('mentions.title')}</h2>
        {mentions.length === 0 ? (
          <p className="empty">{t('mentions.empty')}</p>
        ) : (
          <ul className="list">
            {mentions.map((mention) => (
              <Mention key={mention.postId} mention={mention} zone={zone} />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="drafts">
        <h2 id="drafts">{t('drafts.title')}</h2>
        {drafts.length === 0 ? (
          <p className="empty">{t('drafts.empty')}</p>
        ) : (
          <ul className="list">
            {drafts.map((draft) => (
              <Draft key={`${draft.place} ${draft.updatedAt}`} draft={draft} zone={zone} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

/**
 * The sentence of a task; where it speaks of what this reader may not see, in general words. Each subject has the
 * sentences of its own tasks.
 */
function useSentence(tasks: Task[]): (task: Task) => string {
  const { t, i18n } = useTranslation('tasks');
  useTranslation(subjectsOf(tasks.map(({ what }) => what)));
  return ({ what, values }) => {
    // A sentence that counts has its key in several forms, and none without an ending.
    const known = i18n.exists(what, values);
    return t(known ? what : 'what.something', {
      discussion: t('a-discussion'),
      document: t('a-document'),
      consultation: t('a-consultation'),
      event: t('an-event'),
      decision: t('a-decision'),
      person: t('someone'),
      organisation: t('an-organisation'),
      ...values,
    });
  };
}

function OpenTask({ task, zone, now }: { task: Task; zone: string; now: string }) {
  const { t } = useTranslation('tasks');
  const sentence = useSentence([task]);
  const overdue = isOverdue(task, new Date(now));
  return (
    <li>
      <h3>
        <Link to={task.place}>{sentence(task)}</Link>
      </h3>
      <p className="meta">
        <span>
          {t('tasks.since')} <Time at={task.createdAt} zone={zone} style="date" />
        </span>
        {task.dueAt && (
          <span>
            {t('tasks.due')} <Time at={task.dueAt} zone={zone} style="date" />
          </span>
        )}
        {overdue && <span className="state waiting">{t('tasks.overdue')}</span>}
      </p>
      {!endsByItsDeed(task.what) && (
        <DeedForm deed={`done-${task.id}`}>
          <input type="hidden" name="task" value={task.id} />
          <Button quiet>
            {t('tasks.done')}
            <span className="unseen">: {sentence(task)}</span>
          </Button>
        </DeedForm>
      )}
    </li>
  );
}

function DoneTasks({ tasks, zone }: { tasks: Task[]; zone: string }) {
  const { t } = useTranslation('tasks');
  const sentence = useSentence(tasks);
  return (
    <details className="fold">
      <summary>{t('tasks.done-lately', { count: tasks.length })}</summary>
      <ul className="list">
        {tasks.map((task) => (
          <li key={task.id}>
            <p>
              <Link to={task.place}>{sentence(task)}</Link>
            </p>
            <p className="meta">
              {t('tasks.done-at')} <Time at={task.doneAt!} zone={zone} style="date" />
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Mention({ mention: m, zone }: { mention: MentionOf; zone: string }) {
  const { t } = useTranslation('tasks');
  return (
    <li>
      <h3>
        <Link to={`/posts/${m.postId}`}>
          <bdi>{m.author}</bdi>
          {m.organisation && (
            <>
              , <bdi>{m.organisation}</bdi>
            </>
          )}
        </Link>
      </h3>
      <blockquote lang={m.language} dir="auto">
        <p>{m.words}</p>
      </blockquote>
      <p className="meta">
        <span>{t(m.byName ? 'mentions.you' : 'mentions.organisation')}</span>
        <bdi lang={m.discussionLanguage}>{m.discussion}</bdi>
        <Time at={m.at} zone={zone} />
      </p>
    </li>
  );
}

function Draft({ draft: d, zone }: { draft: DraftOf; zone: string }) {
  const { t } = useTranslation('tasks');
  const title = d.discussion ? (
    <bdi lang={d.discussionLanguage ?? undefined}>{d.discussion}</bdi>
  ) : (
    t('drafts.out-of-reach')
  );
  return (
    <li>
      <h3>{d.place ? <Link to={d.place}>{title}</Link> : title}</h3>
      {d.words ? (
        <p lang={d.language} dir="auto">
          {d.words}
        </p>
      ) : (
        <p className="hint">{t('drafts.no-words')}</p>
      )}
      <p className="meta">
        {d.keptBecause && <span>{t(`drafts.kept.${d.keptBecause}`, { defaultValue: t('drafts.kept.other') })}</span>}
        <span>
          {t('drafts.saved')} <Time at={d.updatedAt} zone={zone} />
        </span>
      </p>
    </li>
  );
}

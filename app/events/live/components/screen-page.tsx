import { useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../../root';
import { directionOf } from '../../../shared/languages';
import type { ScreenData } from '../page.server';
import { inOrder } from '../talk';
import type { TalkShown } from '../views';
import { PollResults } from './poll-results';
import { useTalk } from './use-talk';

/** Questions in the list on the screen: as many as can be read from the last row. */
const most = 5;

/** For the wall of the room: large, few words, nothing to press. */
export function ScreenPage({ data }: { data: ScreenData }) {
  const reader = useRouteLoaderData<typeof rootLoader>('root')?.reader ?? null;
  return reader ? <Followed data={data} /> : <Screen data={data} shown={data.shown} />;
}

function Followed({ data }: { data: ScreenData }) {
  const live = useTalk({ event: data.head.id, asOf: data.now }, data.shown);
  return <Screen data={data} shown={live.shown} />;
}

function Screen({ data: { head, now }, shown }: { data: ScreenData; shown: TalkShown }) {
  return (
    <div
      className="talk-screen"
      data-live-talk={head.id}
      data-as-of={now}
      {...(head.isPublic ? {} : { 'data-private': 'yes' })}
    >
      <h1 lang={head.titleLanguage} dir={directionOf(head.titleLanguage)}>
        {head.title}
      </h1>
      <div data-live-part="screen" aria-live="polite">
        <OnScreen shown={shown} />
      </div>
    </div>
  );
}

function OnScreen({ shown }: { shown: TalkShown }) {
  const { t } = useTranslation('talk');
  const chosen = shown.questions.find((q) => q.id === shown.chosen.question);
  if (chosen)
    return (
      <section className="chosen">
        <h2 dir="auto">{chosen.words}</h2>
        <p>
          <bdi>{chosen.asker?.name ?? t('question.unnamed')}</bdi> · <span data-votes={chosen.id}>{chosen.votes}</span>{' '}
          {t('vote.figure', { count: chosen.votes })}
        </p>
      </section>
    );
  const poll = shown.polls.find((p) => p.id === shown.chosen.poll);
  if (poll)
    return poll.resultsShown ? (
      <PollResults poll={poll} />
    ) : (
      <section className="chosen">
        <h2 dir="auto">{poll.question}</h2>
        <ul>
          {poll.choices.map((c) => (
            <li key={c.id} dir="auto">
              {c.words}
            </li>
          ))}
        </ul>
        <p>{t('poll.answered-so-far', { count: poll.voters })}</p>
      </section>
    );
  const open = inOrder(shown.questions.filter((q) => q.answered === null)).slice(0, most);
  if (open.length === 0) return <p>{t('screen.empty')}</p>;
  return (
    <ol className="asked-list" data-most={most}>
      {open.map((q) => (
        <li key={q.id} data-question={q.id}>
          <p dir="auto">{q.words}</p>
          <p data-votes={q.id}>{q.votes}</p>
        </li>
      ))}
    </ol>
  );
}

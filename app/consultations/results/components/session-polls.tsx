import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { smallestShown } from '../../../voices/numbers';
import type { ResultsData } from '../page.server';

/** What survivor groups answered to polls of live sessions: for those who prepare the consultation, a week later. */
export function SessionPolls({ polls }: { polls: ResultsData['polls'] }) {
  const { t } = useTranslation('results');
  if (polls.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="session-polls">
      <h2 id="session-polls">{t('session-polls.title')}</h2>
      <p className="hint">{t('session-polls.lede', { count: smallestShown })}</p>
      {polls.map((poll) => (
        <section key={poll.id} className="stack" aria-labelledby={`session-poll-${poll.id}`}>
          <h3 id={`session-poll-${poll.id}`} dir="auto">
            {poll.question}
          </h3>
          <p className="meta">
            <Way to={`/events/${poll.event}/session`} lang={poll.titleLanguage} dir={directionOf(poll.titleLanguage)}>
              {poll.title}
            </Way>
            <span>
              {t('survivors.week')} <Time at={poll.week} zone="UTC" style="date" inPlace />
            </span>
          </p>
          <Shown poll={poll} />
        </section>
      ))}
    </section>
  );
}

function Shown({ poll }: { poll: ResultsData['polls'][number] }) {
  const { t } = useTranslation('results');
  const { voters, votes } = poll.shown;
  if (voters === null) return <p className="meta">{t('session-polls.few', { count: smallestShown })}</p>;
  return (
    <div className="table">
      <table>
        <caption>{t('session-polls.voters', { count: voters })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('answer')}</th>
            <th scope="col" className="number">
              {t('survivors.column')}
            </th>
          </tr>
        </thead>
        <tbody>
          {poll.choices.map((words, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: choices of a poll that is closed stay as they are
            <tr key={i}>
              <th scope="row" dir="auto">
                {words}
              </th>
              <td className="number">
                {votes[i] ?? (
                  <>
                    <span aria-hidden="true">–</span>
                    <span className="unseen">{t('session-polls.withheld')}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

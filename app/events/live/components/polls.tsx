import { useTranslation } from 'react-i18next';
import { Button, DeedForm, useRefused } from '../../../shared/ui/form';
import type { PollView } from '../views';
import { PollResults } from './poll-results';

/** Polls that are open, to be answered; and the results of those whose results are shown. */
export function Polls({ polls, mine, may }: { polls: PollView[]; mine: Record<number, number[]>; may: boolean }) {
  const { t } = useTranslation('talk');
  const shown = polls.filter((p) => p.state === 'open' || p.resultsShown);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="polls">
      <h2 id="polls">{t('poll.title')}</h2>
      {shown.map((poll) =>
        poll.state === 'closed' ? (
          <PollResults key={poll.id} poll={poll} />
        ) : may ? (
          <Ballot key={`${poll.id} ${(mine[poll.id] ?? []).join()}`} poll={poll} mine={mine[poll.id] ?? []} />
        ) : (
          <OpenPoll key={poll.id} poll={poll} />
        ),
      )}
    </section>
  );
}

function OpenPoll({ poll }: { poll: PollView }) {
  const { t } = useTranslation('talk');
  return (
    <div>
      <h3 dir="auto">{poll.question}</h3>
      <ul>
        {poll.choices.map((c) => (
          <li key={c.id} dir="auto">
            {c.words}
          </li>
        ))}
      </ul>
      <p className="hint">{t('poll.answered-so-far', { count: poll.voters })}</p>
    </div>
  );
}

function Ballot({ poll, mine }: { poll: PollView; mine: number[] }) {
  const { t } = useTranslation('talk');
  const deed = `ballot-${poll.id}`;
  const mistake = useRefused(deed)?.refusal.fields?.choice;
  return (
    <DeedForm deed={deed}>
      <input type="hidden" name="poll" value={poll.id} />
      <fieldset className="field" id={`${deed}.choice`} tabIndex={-1}>
        <legend dir="auto">{poll.question}</legend>
        <p className="hint">{t(poll.several ? 'poll.choose-several' : 'poll.choose-one')}</p>
        {mistake && <p className="mistake">{t(mistake)}</p>}
        {poll.choices.map((c) => (
          <label key={c.id} className="choice">
            <input
              type={poll.several ? 'checkbox' : 'radio'}
              name="choice"
              value={c.id}
              defaultChecked={mine.includes(c.id)}
            />
            <span dir="auto">{c.words}</span>
          </label>
        ))}
      </fieldset>
      <p className="row">
        <Button>{t(mine.length > 0 ? 'poll.change' : 'poll.answer')}</Button>
        <span className="hint">{t('poll.answered-so-far', { count: poll.voters })}</span>
      </p>
      <p className="hint">{t('poll.secret')}</p>
    </DeedForm>
  );
}

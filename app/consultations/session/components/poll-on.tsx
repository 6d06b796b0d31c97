import { useTranslation } from 'react-i18next';
import { Button, DeedForm, useRefused } from '../../../shared/ui/form';
import type { PollOn } from '../views';
import { PollFigures } from './results';

/** The poll of an item: to be answered while it is open, with how it stands where that is shown. */
export function Poll({
  item,
  poll,
  resultsShown,
  mine = [],
  may = false,
}: {
  item: number;
  poll: PollOn | null;
  resultsShown: boolean;
  mine?: number[];
  may?: boolean;
}) {
  const { t } = useTranslation('session');
  if (!poll) return <p className="empty">{t('poll.gone')}</p>;
  const answers = may && poll.state === 'open';
  return (
    <>
      {answers && <Ballot key={`${poll.id} ${mine.join()}`} item={item} poll={poll} mine={mine} />}
      {resultsShown && <PollFigures poll={poll} />}
      {!answers && !resultsShown && (
        <div>
          <h3 dir="auto">{poll.question}</h3>
          <ul>
            {poll.choices.map((c) => (
              <li key={c.id} dir="auto">
                {c.words}
              </li>
            ))}
          </ul>
          <p className="hint">{t(poll.state === 'closed' ? 'poll.closed' : 'poll.results-later')}</p>
        </div>
      )}
    </>
  );
}

function Ballot({ item, poll, mine }: { item: number; poll: PollOn; mine: number[] }) {
  const { t } = useTranslation(['session', 'talk']);
  const deed = `ballot-${poll.id}`;
  const mistake = useRefused(deed)?.refusal.fields?.choice;
  return (
    <DeedForm deed={deed}>
      <input type="hidden" name="item" value={item} />
      <fieldset className="field" id={`${deed}.choice`} tabIndex={-1}>
        <legend dir="auto">{poll.question}</legend>
        <p className="hint">{t(poll.several ? 'talk:poll.choose-several' : 'talk:poll.choose-one')}</p>
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
      <Button>{t(mine.length > 0 ? 'talk:poll.change' : 'talk:poll.answer')}</Button>
      <p className="hint">{t('session:poll.secret')}</p>
    </DeedForm>
  );
}

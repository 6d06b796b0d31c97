import { useTranslation } from 'react-i18next';
import { Button, Choices, DeedForm, Field, TextArea } from '../../../shared/ui/form';
import type { SortedPoll } from '../views';
import { PollResults } from './poll-results';
import { useOnce } from './use-once';

/** The polls of a talk with what can be done with each at this time. */
export function PollsToSort({
  polls,
  chosen,
  sorting,
}: {
  polls: SortedPoll[];
  chosen: number | null;
  sorting: boolean;
}) {
  const { t } = useTranslation('talk');
  if (polls.length === 0) return null;
  return (
    <section aria-labelledby="polls">
      <h2 id="polls">{t('poll.title')}</h2>
      {polls.map((poll) => (
        <div key={poll.id} className="stack">
          <p>
            <span className={`state ${{ prepared: 'draft', open: 'open', closed: 'closed' }[poll.state]}`}>
              {t(`poll.state.${poll.state}`)}
            </span>{' '}
            {poll.id === chosen && <span className="tag">{t('poll.on-screen')}</span>}
          </p>
          <PollResults poll={poll} />
          {sorting && (
            <div className="row">
              {deedsOf(poll).map((deed) => (
                <PollDeed key={deed} deed={deed} poll={poll} />
              ))}
            </div>
          )}
        </div>
      ))}
    </section>
  );
}

type PollDeedName = 'open-poll' | 'discard-poll' | 'close-poll' | 'show-results' | 'hide-results';

function deedsOf(poll: SortedPoll): PollDeedName[] {
  if (poll.state === 'prepared') return ['open-poll', 'discard-poll'];
  if (poll.state === 'open') return ['close-poll'];
  return [poll.resultsShown ? 'hide-results' : 'show-results'];
}

function PollDeed({ deed, poll }: { deed: PollDeedName; poll: SortedPoll }) {
  const { t } = useTranslation('talk');
  return (
    <DeedForm deed={`${deed}-${poll.id}`}>
      <input type="hidden" name="poll" value={poll.id} />
      <Button quiet={deed === 'discard-poll'}>
        {t(`poll.deed.${deed}`)}
        <span className="unseen">: {poll.question}</span>
      </Button>
    </DeedForm>
  );
}

export function Prepare({ once }: { once: string }) {
  const { t } = useTranslation('talk');
  const key = useOnce('prepare-poll', once);
  return (
    <details className="fold">
      <summary>{t('poll.prepare')}</summary>
      <DeedForm deed="prepare-poll" key={key}>
        <input type="hidden" name="once" value={key} />
        <Field deed="prepare-poll" name="question" label={t('poll.question')} dir="auto" required />
        <TextArea
          deed="prepare-poll"
          name="choices"
          label={t('poll.choices')}
          hint={t('poll.choices-hint')}
          rows={4}
          required
        />
        <Choices
          deed="prepare-poll"
          name="several"
          label={t('poll.how-many')}
          value="one"
          options={[
            { value: 'one', label: t('poll.one') },
            { value: 'several', label: t('poll.several') },
          ]}
        />
        <Button>{t('poll.keep')}</Button>
      </DeedForm>
    </details>
  );
}

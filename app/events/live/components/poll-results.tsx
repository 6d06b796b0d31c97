import { useTranslation } from 'react-i18next';
import { percentOf } from '../talk';
import type { PollView } from '../views';

/** How a poll came out, in figures; the bars say the same again for the eye. */
export function PollResults({ poll }: { poll: Pick<PollView, 'id' | 'question' | 'choices' | 'voters' | 'several'> }) {
  const { t } = useTranslation('talk');
  return (
    <div className="table">
      <table className="poll-results">
        <caption>
          <bdi>{poll.question}</bdi> <small>{t('poll.voters', { count: poll.voters })}</small>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('poll.choice')}</th>
            <th scope="col" className="number">
              {t('poll.votes')}
            </th>
            <th scope="col" className="number">
              {t('poll.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {poll.choices.map((c) => (
            <tr key={c.id}>
              <th scope="row" dir="auto">
                {c.words}
                <meter value={c.votes ?? 0} max={Math.max(1, poll.voters)} aria-hidden="true" />
              </th>
              <td className="number">{c.votes ?? 0}</td>
              <td className="number">{t('poll.percent', { percent: percentOf(c.votes ?? 0, poll.voters) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {poll.several && <p className="hint">{t('poll.several-hint')}</p>}
    </div>
  );
}

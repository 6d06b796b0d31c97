import type { FormEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type Choice, choices } from '../statement';
import type { StatementView } from '../views';

/** Somebody who clicks twice means it once: the second click would be a vote on the statement that came after. */
function onlyOnce(e: MouseEvent): void {
  if (e.detail > 1) e.preventDefault();
}

/**
 * Agree, disagree, pass: one form of three buttons, which needs no script. `chosen` is how one has voted already; `onVote`
 * takes what was pressed in place of sending the form.
 */
export function VoteChoices({
  statement,
  chosen = null,
  keys = false,
  also = {},
  onVote,
}: {
  statement: Pick<StatementView, 'id' | 'number' | 'words'>;
  chosen?: Choice | null;
  /** The keys 1, 2 and 3 do the same. */
  keys?: boolean;
  /** What is sent with it beside the vote. */
  also?: Record<string, string>;
  onVote?: (choice: Choice) => void;
}) {
  const { t } = useTranslation('statements');
  function send(e: FormEvent<HTMLFormElement>): void {
    const pressed = (e.nativeEvent as SubmitEvent).submitter;
    const choice = choices.find((c) => c === pressed?.getAttribute('value'));
    if (!onVote || !choice) return;
    e.preventDefault();
    onVote(choice);
  }
  return (
    <form method="post" className="ballot" onSubmit={send}>
      <input type="hidden" name="deed" value={`vote-${statement.id}`} />
      <input type="hidden" name="statement" value={statement.id} />
      {Object.entries(also).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {choices.map((choice, i) => (
        <button
          key={choice}
          type="submit"
          name="choice"
          value={choice}
          className="plain"
          data-choice={choice}
          aria-pressed={chosen === null ? undefined : chosen === choice}
          aria-keyshortcuts={keys ? String(i + 1) : undefined}
          onClick={onlyOnce}
        >
          {t(`choice.${choice}`)}
          <span className="unseen">: {t('number', { number: statement.number })}</span>
          {keys && (
            <span className="key" aria-hidden="true">
              {i + 1}
            </span>
          )}
        </button>
      ))}
    </form>
  );
}

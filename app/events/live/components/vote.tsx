import { type FormEvent, type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuestionView } from '../views';

/** Somebody who clicks twice means it once, and would take back what they have just said. */
function onlyOnce(e: MouseEvent): void {
  if (e.detail > 1) e.preventDefault();
}

/**
 * Upvotes a question, or takes the vote back: a form where no script runs. Where one does it is sent beside the page,
 * which learns the new count with everybody else and is not read again for it.
 */
export function Vote({
  question,
  mine,
  may,
  onFailed,
}: {
  question: QuestionView;
  mine: boolean;
  may: boolean;
  /** What was sent was not taken: the page has to be read again. */
  onFailed: () => void;
}) {
  const { t } = useTranslation('talk');
  const [wanted, setWanted] = useState<{ on: boolean; from: boolean } | null>(null);
  const on = wanted && wanted.from === mine ? wanted.on : mine;
  const figure = (
    <>
      <span data-votes={question.id}>{question.votes}</span> <span>{t('vote.figure', { count: question.votes })}</span>
    </>
  );
  if (!may || question.takenBack) return <p className="vote">{figure}</p>;

  async function send(e: FormEvent<HTMLFormElement>) {
    e.preventDefault();
    const body = new FormData(e.currentTarget);
    body.set('on', on ? 'no' : 'yes');
    setWanted({ on: !on, from: mine });
    try {
      // Taken means led elsewhere; where to is of no interest, and following would fetch the whole page.
      const answer = await fetch(window.location.pathname, { method: 'POST', body, redirect: 'manual' });
      if (answer.type === 'opaqueredirect') return;
    } catch {
      // Not sent at all: said by what stands there again.
    }
    setWanted(null);
    onFailed();
  }

  return (
    <form method="post" className="vote" onSubmit={send}>
      <input type="hidden" name="deed" value={`vote-${question.id}`} />
      <input type="hidden" name="question" value={question.id} />
      <button type="submit" name="on" value={on ? 'no' : 'yes'} aria-pressed={on} className="plain" onClick={onlyOnce}>
        {figure}
        <span className="unseen">
          {t('vote.do')}: {question.words}
        </span>
      </button>
    </form>
  );
}

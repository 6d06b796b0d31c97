import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuestionView } from '../views';
import { QuestionWords } from './question-words';
import { Vote } from './vote';

/**
 * Questions, most upvotes first. While somebody points into the list, or goes through it with the keyboard, its order
 * holds: what one is about to press must not slip away under the finger. Counts and words change all the same.
 */
export function Questions({
  questions,
  mine,
  mayVote,
  chosen,
  zone,
  onFailed,
}: {
  questions: QuestionView[];
  mine: number[];
  mayVote: boolean;
  chosen: number | null;
  zone: string;
  onFailed: () => void;
}) {
  const { t } = useTranslation('talk');
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const order = useRef<number[]>([]);
  const held = (pointed || focused) && order.current.length > 0;
  const shown = held ? inHeldOrder(questions, order.current) : questions;
  order.current = shown.map((q) => q.id);
  if (questions.length === 0) return <p className="empty">{t('questions.empty')}</p>;
  return (
    <ol
      className="asked-list"
      onPointerEnter={(e) => e.pointerType === 'mouse' && setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={(e) => e.target.matches(':focus-visible') && setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      {shown.map((q) => (
        <li key={q.id}>
          <article id={`question-${q.id}`} data-question={q.id} className={q.id === chosen ? 'on-screen' : undefined}>
            {q.id === chosen && (
              <p>
                <span className="state open">{t('question.now')}</span>
              </p>
            )}
            <QuestionWords question={q} zone={zone} />
            <Vote question={q} mine={mine.includes(q.id)} may={mayVote} onFailed={onFailed} />
          </article>
        </li>
      ))}
    </ol>
  );
}

/** New ones come after those that are there. */
function inHeldOrder(questions: QuestionView[], order: number[]): QuestionView[] {
  const place = new Map(order.map((id, i) => [id, i]));
  return [...questions].sort((a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length));
}

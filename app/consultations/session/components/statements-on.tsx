import { useSubmit } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pickVersion } from '../../../shared/languages';
import { VoteChoices } from '../../statements/components/choices';
import { StatementWords } from '../../statements/components/statement-words';
import { type Choice, choiceOf } from '../../statements/statement';
import type { Brought, StatementOn } from '../views';
import { StatementResults } from './results';

/** A statement's words in the reader's language, else its author's. */
export function useStatementWords(): (s: StatementOn) => { words: string; language: string; from: string | null } {
  const { i18n } = useTranslation();
  return (s) => {
    const text = pickVersion(s.texts, i18n.language, s.language) ?? { language: s.language, words: '' };
    return { ...text, from: text.language === s.language ? null : s.language };
  };
}

/** The statements of an item: to be voted on where one may, with how they stand where that is shown. */
export function Statements({
  brought,
  resultsShown,
  mine = {},
  may = false,
}: {
  brought: Brought;
  resultsShown: boolean;
  mine?: Record<number, number>;
  may?: boolean;
}) {
  const { t } = useTranslation('session');
  const wordsOf = useStatementWords();
  if (brought.statements.length === 0) return <p className="empty">{t('statements.none')}</p>;
  return (
    <ol className="asked-list">
      {brought.statements.map((s) => (
        <li key={s.id}>
          <article id={`statement-${s.id}`} aria-labelledby={`statement-${s.id}-number`}>
            <h3 id={`statement-${s.id}-number`}>{t('statements.number', { number: s.number })}</h3>
            <StatementWords of={wordsOf(s)} />
            {may && (
              <Vote key={mine[s.id]} statement={s} item={brought.item} given={mine[s.id]} words={wordsOf(s).words} />
            )}
            {resultsShown && <StatementResults shown={s.shown} number={s.number} />}
          </article>
        </li>
      ))}
    </ol>
  );
}

/**
 * Agree, disagree, pass: a form where no script runs. Where one does the vote is sent beside the page, which is not read again
 * for it; one that is not taken is sent as a form, so that the page says why.
 */
function Vote({
  statement,
  item,
  given,
  words,
}: {
  statement: StatementOn;
  item: number;
  given: number | undefined;
  words: string;
}) {
  const submit = useSubmit();
  const [chosen, setChosen] = useState<Choice | null>(given === undefined ? null : choiceOf(given));
  async function vote(choice: Choice): Promise<void> {
    const before = chosen;
    setChosen(choice);
    const body = new FormData();
    for (const [name, value] of Object.entries({
      deed: `vote-${statement.id}`,
      statement: String(statement.id),
      item: String(item),
      choice,
    }))
      body.set(name, value);
    try {
      // Taken means led elsewhere; where to is of no interest, and following would fetch the whole page.
      const answer = await fetch(window.location.pathname, { method: 'POST', body, redirect: 'manual' });
      if (answer.type === 'opaqueredirect') return;
    } catch {
      // Not sent at all: the form says so.
    }
    setChosen(before);
    submit(body, { method: 'post', preventScrollReset: true });
  }
  return (
    <VoteChoices
      statement={{ id: statement.id, number: statement.number, words }}
      chosen={chosen}
      also={{ item: String(item) }}
      onVote={(choice) => void vote(choice)}
    />
  );
}

import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { formatTime } from '../../shared/time';
import { Time } from '../../shared/ui/time';
import { isAdopted, type ProposalState } from '../proposal';

/** The state in words, with the colour of what it means. */
export function StateOfDecision({ state }: { state: ProposalState }) {
  const { t } = useTranslation('decisions');
  const look = isAdopted(state)
    ? 'synthesised'
    : { draft: 'draft', open: 'open', silence: 'open', 'not-adopted': 'hidden', deferred: 'waiting', lapsed: 'closed' }[
        state as 'draft'
      ];
  return <span className={`state ${look}`}>{t(`state.${state}`)}</span>;
}

/** An instant in the reader's own time and in UTC, side by side: members sit in many zones. Visitors are told it in UTC. */
export function Both({ at, zone }: { at: string; zone: string | null }) {
  const { i18n } = useTranslation();
  const utc = `${formatTime(at, i18n.language, 'UTC', 'date-time')} UTC`;
  if (zone === null || zone === 'UTC')
    return (
      <time dateTime={at} title={utc}>
        {utc}
      </time>
    );
  return (
    <>
      <Time at={at} zone={zone} /> <small>({utc})</small>
    </>
  );
}

/** Words of a member or a person, in their own language, with their lines. */
export function Said({ words, language }: { words: string; language: string }) {
  if (words === '') return null;
  return (
    <div className="words" lang={language} dir={directionOf(language)}>
      {words.split(/\n{2,}/).map((paragraph, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text never change their order
        <p key={i}>{paragraph}</p>
      ))}
    </div>
  );
}

/** A hash in groups that can be compared by eye. */
export function Hash({ hash }: { hash: string }) {
  return (
    <code className="hash" dir="ltr">
      {hash.match(/.{1,8}/g)!.join(' ')}
    </code>
  );
}

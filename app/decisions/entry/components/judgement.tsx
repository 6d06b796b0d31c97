import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Day } from '../../../shared/ui/day';
import { Way } from '../../../shared/ui/way';
import { criterionTexts, entryCriteria } from '../../entry-criteria';
import { type EntryAnswer, noAnswer, notMet } from '../entry';

/** How what is taken on was judged: above all, which criteria it does not meet and why it is proposed all the same. */
export function Judgement({
  answers,
  language,
  isPut,
}: {
  answers: EntryAnswer[];
  language: string;
  /** It was put already: where nothing is said then, nothing was asked. */
  isPut: boolean;
}) {
  const { t } = useTranslation(['entry', 'decisions']);
  const missed = notMet(answers);
  const met = answers.filter((a) => a.met === true).length;
  return (
    <section aria-labelledby="entry" className="stack">
      <h2 id="entry">{t('title')}</h2>
      {answers.length === 0 && isPut ? (
        <p className="hint">{t('before')}</p>
      ) : (
        <>
          {missed.map((criterion) => (
            <p key={criterion} className="notice">
              {t('flag', { name: t(criterionTexts(criterion).name) })}
            </p>
          ))}
          <details className="fold">
            <summary>{t('met-of', { count: met, of: entryCriteria.length })}</summary>
            <dl className="record">
              {entryCriteria.map((criterion) => (
                <Answer
                  key={criterion}
                  answer={answers.find((a) => a.criterion === criterion) ?? noAnswer(criterion)}
                  language={language}
                />
              ))}
            </dl>
          </details>
        </>
      )}
    </section>
  );
}

function Answer({ answer, language }: { answer: EntryAnswer; language: string }) {
  const { t } = useTranslation(['entry', 'decisions']);
  const { criterion, met, words, lookedAt, requestedBy, requestedOn, reference } = answer;
  const own = { lang: language, dir: directionOf(language) };
  return (
    <div>
      <dt>
        {t(criterionTexts(criterion).name)} {met !== null && <span className="tag">{t(met ? 'met' : 'not-met')}</span>}
      </dt>
      <dd>
        {words ? <p {...own}>{words}</p> : <p className="hint">{t('nothing')}</p>}
        {lookedAt && (
          <p>
            <small>{t('looked-at')}</small> <span {...own}>{lookedAt}</span>
          </p>
        )}
        {(requestedBy || requestedOn) && (
          <p>
            <small>{t('requested')}</small> <bdi lang={language}>{requestedBy}</bdi>{' '}
            {requestedOn && <Day day={requestedOn} />}
          </p>
        )}
        {reference && (
          <p>
            <small>{t('reference')}</small> <Reference text={reference} />
          </p>
        )}
      </dd>
    </div>
  );
}

/** A paper's address is a way to it; anything else is said as it was written. */
function Reference({ text }: { text: string }) {
  if (/^\/[a-z]+\/[\w/#?=.-]+$/.test(text)) return <Way to={text}>{text}</Way>;
  if (/^https?:\/\/[^\s"<>]+$/.test(text))
    return (
      <a href={text} rel="nofollow noopener" dir="ltr">
        {text}
      </a>
    );
  return <bdi>{text}</bdi>;
}

/** In the register's line of a decision: how many of the criteria are met. */
export function EntryMet({ met }: { met: number }) {
  const { t } = useTranslation('entry');
  return <span>{t('register', { count: met, of: entryCriteria.length })}</span>;
}

/** From the page of what was taken on to how it was judged. */
export function WayToJudgement({ decision }: { decision: number }) {
  const { t } = useTranslation('entry');
  return <Way to={`/decisions/${decision}#entry`}>{t('way')}</Way>;
}

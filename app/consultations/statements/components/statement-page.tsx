import { useTranslation } from 'react-i18next';
import { contentLanguages, directionOf, isContentLanguage, languageNames } from '../../../shared/languages';
import { Button, DeedForm, RefusedWithoutForm, Select, TextArea } from '../../../shared/ui/form';
import { useConsultationLive } from '../../components/use-consultation-live';
import type { StatementData } from '../page.server';
import { limits } from '../statement';
import { VoteChoices } from './choices';
import { StatementsHeading } from './heading';
import { StatementState } from './statement-state';

const nameOf = (language: string) => (isContentLanguage(language) ? languageNames[language] : language);

/** One statement: its words in every language it is in, one's vote on it, and what can be done about it. */
export function StatementPage({ data }: { data: StatementData }) {
  const { t } = useTranslation('statements');
  const { statement: s, head, moderates } = data;
  useConsultationLive(head.id, data.now, ['statements', 'self']);
  const here = `/consultations/${head.id}/statements`;
  return (
    <div className="narrow stack">
      <StatementsHeading head={head} title={t('number', { number: s.number })}>
        <StatementState of={s} here={here} />
      </StatementsHeading>
      <RefusedWithoutForm stands={(deed) => !deed.startsWith('vote-')} />
      {s.texts.length === 0 && <p className="tombstone">{t('one.gone')}</p>}
      {s.texts.map(({ language, words }, i) => (
        <section key={language} className="asked-list">
          <p className="asked-words" lang={language} dir={directionOf(language)}>
            {words}
          </p>
          <p className="meta">
            <bdi>{nameOf(language)}</bdi> {i > 0 && t('one.translation')}
          </p>
        </section>
      ))}
      {data.mayVote && (
        <section aria-labelledby="vote">
          <h2 id="vote">{t('one.vote')}</h2>
          <VoteChoices statement={{ ...s, words: s.words ?? '' }} chosen={s.choice} />
        </section>
      )}
      {!data.mayVote && s.choice && <p className="meta">{t(`mine.choice.${s.choice}`)}</p>}
      {moderates && s.state !== 'withdrawn' && <Moderating data={data} />}
      {data.mayWithdraw && (
        <details className="fold">
          <summary>{t('one.withdraw')}</summary>
          <p>{t(data.isAuthor ? 'one.withdraw-own' : 'one.withdraw-what')}</p>
          <DeedForm deed="withdraw">
            <input type="hidden" name="statement" value={s.id} />
            <Button danger>{t('one.withdraw-do')}</Button>
          </DeedForm>
        </details>
      )}
    </div>
  );
}

/** What those who facilitate do: let it be voted on, refuse it, merge it, say it in another language. Never its words. */
function Moderating({ data }: { data: StatementData }) {
  const { t } = useTranslation('statements');
  const { statement: s, others } = data;
  const id = <input type="hidden" name="statement" value={s.id} />;
  const own = s.from ?? s.texts[0]?.language;
  return (
    <>
      {s.state !== 'approved' && (
        <DeedForm deed="approve">
          {id}
          <Button primary>{t('moderate.approve')}</Button>
        </DeedForm>
      )}
      {s.state !== 'refused' && (
        <details className="fold">
          <summary>{t('one.refuse')}</summary>
          <DeedForm deed="refuse">
            {id}
            <TextArea
              deed="refuse"
              name="reason"
              label={t('one.reason')}
              hint={t('one.reason-hint', { max: limits.reason })}
              rows={2}
              required
            />
            <Button danger>{t('one.refuse-do')}</Button>
          </DeedForm>
        </details>
      )}
      {s.state !== 'merged' && others.length > 0 && (
        <details className="fold">
          <summary>{t('one.merge')}</summary>
          <DeedForm deed="merge">
            {id}
            <Select
              deed="merge"
              name="into"
              label={t('one.into')}
              hint={t('one.merge-hint')}
              empty={t('one.into-none')}
              options={others.map((o) => ({ value: String(o.id), label: `${o.number} · ${o.words}` }))}
              required
            />
            <Button>{t('one.merge-do')}</Button>
          </DeedForm>
        </details>
      )}
      <details className="fold">
        <summary>{t('one.translate')}</summary>
        <DeedForm deed="translate">
          {id}
          <Select
            deed="translate"
            name="language"
            label={t('one.translate-into')}
            empty={t('one.language-none')}
            options={contentLanguages.filter((l) => l !== own).map((l) => ({ value: l, label: languageNames[l] }))}
            required
          />
          <TextArea
            deed="translate"
            name="words"
            label={t('one.translated-words')}
            hint={t('propose.hint', { max: limits.words })}
            rows={3}
            required
          />
          <Button>{t('one.translate-do')}</Button>
        </DeedForm>
      </details>
    </>
  );
}

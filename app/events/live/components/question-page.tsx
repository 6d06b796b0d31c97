import { useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../../root';
import { Button, DeedForm, Field, Select, TextArea } from '../../../shared/ui/form';
import { StandingNow, Version } from '../../../shared/ui/standing-now';
import { Way } from '../../../shared/ui/way';
import type { QuestionPageData } from '../page.server';
import { limits } from '../talk';
import { QuestionWords } from './question-words';
import { TalkHeading } from './talk-heading';

/** One question: what has become of it, and what can be done about it. */
export function QuestionPage({ data }: { data: QuestionPageData }) {
  const { t } = useTranslation('talk');
  const zone = useRouteLoaderData<typeof rootLoader>('root')?.reader?.timeZone ?? data.head.timeZone;
  const { question: q, head, moderates } = data;
  // Of what was taken back there is nothing left to do.
  const maySort = data.maySort && !q.takenBack;
  return (
    <div className="narrow stack">
      <TalkHeading head={head} title={t('one.title')}>
        {' › '}
        <Way to={moderates ? `/events/${head.id}/live/moderate` : `/events/${head.id}/live`}>
          {t(moderates ? 'moderate.title' : 'title')}
        </Way>
      </TalkHeading>
      <article>
        <QuestionWords question={q} zone={zone} level={2} />
        {q.state !== 'shown' && (
          <p className="meta">
            <span className="state hidden">{t(`one.state.${q.state}`)}</span>
            {q.reason && <span dir="auto">{q.reason}</span>}
          </p>
        )}
      </article>
      {q.state !== 'shown' && maySort && (
        <DeedForm deed="show">
          <Button primary>{t(q.state === 'waiting' ? 'moderate.show' : 'moderate.show-again')}</Button>
        </DeedForm>
      )}
      {q.state === 'shown' && !q.takenBack && <Answer question={q} />}
      {q.state === 'shown' && !q.takenBack && moderates && q.answered === null && <Owner data={data} />}
      {maySort && q.state === 'shown' && q.answered === null && (
        <DeedForm deed="answered">
          <Button>{t('moderate.answered')}</Button>
        </DeedForm>
      )}
      {maySort && (q.state === 'shown' || q.state === 'waiting') && (
        <>
          <Reword question={q} />
          {data.others.length > 0 && <Merge others={data.others} />}
          <Dismiss />
        </>
      )}
    </div>
  );
}

function Answer({ question: q }: { question: QuestionPageData['question'] }) {
  const { t } = useTranslation('talk');
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{t('one.answer-title')}</h2>
      <DeedForm deed="answer">
        <Version deed="answer" now={q.version} />
        <StandingNow deed="answer" fields={[{ name: 'answer', label: t('one.answer'), value: q.answer }]} />
        <TextArea
          deed="answer"
          name="answer"
          label={t('one.answer')}
          hint={t('one.answer-hint', { max: limits.answer })}
          value={q.answer}
          required
        />
        <Button primary>{t(q.answered === 'writing' ? 'one.answer-better' : 'one.answer-do')}</Button>
      </DeedForm>
    </section>
  );
}

function Owner({ data: { question: q, candidates } }: { data: QuestionPageData }) {
  const { t } = useTranslation('talk');
  return (
    <section aria-labelledby="owner">
      <h2 id="owner">{t('one.owner-title')}</h2>
      <DeedForm deed="owner">
        <Select
          deed="owner"
          name="owner"
          label={t('one.owner')}
          hint={t('one.owner-hint')}
          value={q.ownerId === null ? '' : String(q.ownerId)}
          empty={t('one.owner-none')}
          options={candidates.map((c) => ({ value: String(c.id), label: c.name }))}
          required
        />
        <Field deed="owner" name="dueOn" type="date" label={t('one.due')} value={q.dueOn ?? ''} required />
        <Button>{t('one.owner-do')}</Button>
      </DeedForm>
    </section>
  );
}

function Reword({ question: q }: { question: QuestionPageData['question'] }) {
  const { t } = useTranslation('talk');
  return (
    <details className="fold">
      <summary>{t('one.reword-title')}</summary>
      <DeedForm deed="reword">
        <Version deed="reword" now={q.version} />
        <StandingNow deed="reword" fields={[{ name: 'words', label: t('one.words'), value: q.words }]} />
        <TextArea
          deed="reword"
          name="words"
          label={t('one.words')}
          hint={t('one.reword-hint')}
          value={q.words}
          rows={3}
          required
        />
        <Button>{t('one.reword')}</Button>
      </DeedForm>
    </details>
  );
}

function Merge({ others }: { others: QuestionPageData['others'] }) {
  const { t } = useTranslation('talk');
  return (
    <details className="fold">
      <summary>{t('one.merge-title')}</summary>
      <DeedForm deed="merge">
        <Select
          deed="merge"
          name="into"
          label={t('one.into')}
          hint={t('one.merge-hint')}
          empty={t('one.into-none')}
          options={others.map((o) => ({ value: String(o.id), label: o.words }))}
          required
        />
        <Button>{t('one.merge')}</Button>
      </DeedForm>
    </details>
  );
}

function Dismiss() {
  const { t } = useTranslation('talk');
  return (
    <details className="fold">
      <summary>{t('one.dismiss-title')}</summary>
      <DeedForm deed="dismiss">
        <TextArea deed="dismiss" name="reason" label={t('one.reason')} hint={t('one.reason-hint')} rows={2} required />
        <Button danger>{t('one.dismiss')}</Button>
      </DeedForm>
    </details>
  );
}

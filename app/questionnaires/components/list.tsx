import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Button, Choices, DeedForm, Select, useRefused } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import type { FeedbackPart, ListedQuestionnaire } from '../feedback.server';
import type { EventWithout } from '../queries/events-without.server';
import type { SubjectKind } from '../questionnaire';
import { templateNames } from '../templates';
import { OneResult } from './result';
import { Said } from './said';

/** Questionnaires with what one can do with each: on their own page, and on that of what they are about. */
export function QuestionnaireList({
  questionnaires,
  zone,
  level = 'h2',
}: {
  questionnaires: ListedQuestionnaire[];
  zone: string;
  level?: 'h2' | 'h3';
}) {
  const { t } = useTranslation('questionnaires');
  const Heading = level;
  return (
    <ul className="list">
      {questionnaires.map((q) => (
        <li key={q.id}>
          <article>
            <span className={`state ${q.state}`}>{t(`state.${q.state}`)}</span>
            <Heading>
              <Link to={`/questionnaires/${q.id}`} lang={q.language}>
                <bdi>{q.title || t('untitled')}</bdi>
              </Link>
            </Heading>
            <p className="meta">
              {q.state === 'announced' && q.opens && (
                <span>
                  {t('front.opens')} <Time at={q.opens} zone={zone} />
                </span>
              )}
              {q.state === 'open' && q.closes && (
                <span>
                  {t('front.closes')} <Time at={q.closes} zone={zone} />
                </span>
              )}
              {q.hasResults && <Link to={`/questionnaires/${q.id}/results`}>{t('results.title')}</Link>}
              {q.mayPrepare && <Link to={`/questionnaires/${q.id}/edit`}>{t('edit.title')}</Link>}
            </p>
          </article>
        </li>
      ))}
    </ul>
  );
}

/** The part of an event's page. Nothing is there where there is nothing to answer and nothing to add. */
export function FeedbackOf({ data }: { data: FeedbackPart }) {
  const { t } = useTranslation('questionnaires');
  if (data.questionnaires.length === 0 && !data.mayAdd) return null;
  return (
    <section className="stack" aria-labelledby="feedback">
      <h2 id="feedback">{t('part.title')}</h2>
      {data.questionnaires.length > 0 ? (
        <QuestionnaireList questionnaires={data.questionnaires} zone={data.zone} level="h3" />
      ) : (
        <p className="empty">{t('part.empty')}</p>
      )}
      {data.mayAdd && (
        <p>
          <Link to={`/questionnaires/new?event=${data.event}`}>{t('part.add')}</Link>
        </p>
      )}
      {data.figures.map((of) => (
        <section key={of.id} className="stack" aria-labelledby={`figures-${of.id}`}>
          <h3 id={`figures-${of.id}`}>
            {t('results.title')}: <Said words={of.title} />
          </h3>
          <p className="meta">
            <span>{t('results.answers', { count: of.sent })}</span>
            <Link to={`/questionnaires/${of.id}/results#method`}>{t('results.method.title')}</Link>
          </p>
          {of.figures.map((figure) => (
            <section key={figure.question.id} className="stack result">
              <h4>
                <Said words={figure.question.label} />
              </h4>
              <OneResult result={figure} rows="h5" />
            </section>
          ))}
        </section>
      ))}
    </section>
  );
}

export function ListPage({
  questionnaires,
  zone,
  mayPrepare,
  events,
}: {
  questionnaires: ListedQuestionnaire[];
  zone: string;
  mayPrepare: boolean;
  events: EventWithout[];
}) {
  const { t } = useTranslation('questionnaires');
  return (
    <div className="narrow stack">
      <h1>{t('title')}</h1>
      <p className="lede">{t('lede')}</p>
      {mayPrepare && (
        <p>
          <Link className="primary" to="/questionnaires/new">
            {t('new.title')}
          </Link>
        </p>
      )}
      {questionnaires.length === 0 ? (
        <p className="empty">{t('empty')}</p>
      ) : (
        <QuestionnaireList questionnaires={questionnaires} zone={zone} />
      )}
      {events.length > 0 && (
        <section className="stack" aria-labelledby="without">
          <h2 id="without">{t('without.title')}</h2>
          <p>{t('without.lede')}</p>
          <ul>
            {events.map((e) => (
              <li key={e.id}>
                <Link to={`/questionnaires/new?event=${e.id}`}>
                  {t('part.add')}: <bdi lang={e.language}>{e.title}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** A new one: about an event, or about nothing else; from a template, in the language in which it is prepared. */
export function NewPage({
  about,
  subject,
  once,
  language,
}: {
  about: number;
  subject: SubjectKind;
  once: string;
  language: string;
}) {
  const { t } = useTranslation('questionnaires');
  const typed = useRefused('new')?.typed.once;
  return (
    <div className="narrow stack">
      <p className="crumb">
        {subject !== 'platform' ? (
          <Link to={`/${subject}s/${about}`}>{t(`new.to-${subject}`)}</Link>
        ) : (
          <Link to="/questionnaires">{t('title')}</Link>
        )}
      </p>
      <h1>{t('new.title')}</h1>
      <p className="lede">{t(subject === 'platform' ? 'new.lede' : `new.lede-${subject}`)}</p>
      <DeedForm deed="new">
        <input type="hidden" name="once" value={typed ?? once} />
        <input type="hidden" name="subject" value={subject} />
        <input type="hidden" name="about" value={about} />
        <Choices
          deed="new"
          name="template"
          label={t('new.template')}
          value={subject === 'event' ? 'event-feedback' : 'blank'}
          options={templateNames.map((name) => ({
            value: name,
            label: t(`template.${name}`),
            hint: t(`template.${name}-hint`),
          }))}
        />
        <Select
          deed="new"
          name="language"
          label={t('new.language')}
          hint={t('new.language-hint')}
          value={language}
          options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
        />
        <p className="actions">
          <Button primary>{t('new.go')}</Button>
        </p>
      </DeedForm>
    </div>
  );
}

import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, TextArea } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import { questionTypes } from '../content';
import type { Desk } from '../queries/desk.server';

type SectionOfDesk = Desk['sections'][number];

/** A section with its questions: its words, their order, and the way to each of them. */
export function SectionDesk({
  data,
  section,
  action,
  first,
  last,
}: {
  data: Desk;
  section: SectionOfDesk;
  action: string;
  first: boolean;
  last: boolean;
}) {
  const { t } = useTranslation('questionnaires');
  const inOwn = data.editing === data.own;
  const title = section.texts.title || section.heading || t('edit.untitled-section');
  return (
    <section className="stack" aria-labelledby={section.id}>
      <h2 id={section.id}>
        {section.id} · <bdi>{title}</bdi>
      </h2>
      <Fold
        deeds={[`section-${section.id}`, `up-${section.id}`, `down-${section.id}`, `remove-${section.id}`]}
        summary={t('edit.section')}
      >
        <SectionForm deed={`section-${section.id}`} data={data} action={action} section={section} />
        {inOwn && <Moves at={section.id} name={title} data={data} action={action} first={first} last={last} />}
      </Fold>
      {section.questions.length === 0 && <p className="empty">{t('edit.no-question')}</p>}
      <ol className="list">
        {section.questions.map((q) => (
          <li key={q.id} id={q.id}>
            <h3>
              <Link to={`/questionnaires/${data.id}/questions/${q.id}${inOwn ? '' : `?language=${data.editing}`}`}>
                {q.id} · <bdi lang={q.label.language}>{q.label.text || t('edit.no-words')}</bdi>
              </Link>
            </h3>
            <p className="meta">
              <span>{t(`type.${q.type}`)}</span>
              {q.required && <span>{t('answer.required')}</span>}
              {q.succeeds && <span>{t('edit.succeeds', { question: q.succeeds })}</span>}
              {q.condition && (
                <span>{t('answer.asked-if', { question: q.condition.question, answer: q.condition.answer.text })}</span>
              )}
            </p>
            {data.flaws
              .filter((f) => f.at === q.id)
              .map((f) => (
                <p className="mistake" key={f.why}>
                  {t(`mistakes.${f.why}`)}
                </p>
              ))}
            {inOwn && <Moves at={q.id} name={q.label.text || q.id} data={data} action={action} />}
          </li>
        ))}
      </ol>
      {inOwn && (
        <form action={`/questionnaires/${data.id}/questions/new`} className="row">
          <input type="hidden" name="section" value={section.id} />
          <label htmlFor={`type-${section.id}`}>{t('edit.add-question')}</label>
          <select id={`type-${section.id}`} name="type">
            {questionTypes.map((type) => (
              <option key={type} value={type}>
                {t(`type.${type}`)}
              </option>
            ))}
          </select>
          <button type="submit" className="plain" aria-label={t('edit.add-to', { section: title })}>
            {t('edit.add')}
          </button>
        </form>
      )}
    </section>
  );
}

export function SectionForm({
  deed,
  data,
  action,
  section,
}: {
  deed: string;
  data: Desk;
  action: string;
  section: SectionOfDesk | null;
}) {
  const { t } = useTranslation('questionnaires');
  return (
    <DeedForm deed={deed} action={action}>
      <Version deed={deed} now={data.version} />
      <input type="hidden" name="section" value={section?.id ?? ''} />
      <input type="hidden" name="language" value={data.editing} />
      <Field
        deed={deed}
        name="title"
        label={t('edit.section-name')}
        value={section?.texts.title}
        dir="auto"
        lang={data.editing}
      />
      <TextArea
        deed={deed}
        name="introduction"
        label={t('edit.introduction')}
        value={section?.texts.introduction}
        rows={2}
        lang={data.editing}
        optional
      />
      <Button>{section ? t('shared:form.save') : t('edit.add-section')}</Button>
    </DeedForm>
  );
}

/** Up, down and out, for what stands in a list: buttons, which every keyboard has. */
function Moves({
  at,
  name,
  data,
  action,
  first = false,
  last = false,
}: {
  at: string;
  name: string;
  data: Desk;
  action: string;
  first?: boolean;
  last?: boolean;
}) {
  const { t } = useTranslation('questionnaires');
  const deeds = [...(first ? [] : ['up']), ...(last ? [] : ['down']), 'remove'] as const;
  return (
    <div className="row">
      {deeds.map((does) => (
        <DeedForm key={does} deed={`${does}-${at}`} action={action}>
          <Version deed={`${does}-${at}`} now={data.version} />
          <input type="hidden" name="at" value={at} />
          <button type="submit" className="quiet" aria-label={t(`edit.${does as 'up'}-it`, { name })}>
            {t(`edit.${does as 'up'}`)}
          </button>
        </DeedForm>
      ))}
    </div>
  );
}

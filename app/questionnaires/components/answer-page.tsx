import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, fieldId, MadeFor, Mistakes, useRefused } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { keepAnswers } from '../keep-answers';
import type { Answering, AnsweringQuestion } from '../page.server';
import { Crumb } from './front-page';
import { QuestionField } from './question-field';
import { Paragraphs, Said } from './said';

const deed = 'answer';

/** Answering, a section at a time or all at once. The form is a plain one: the same script keeps it for people and visitors. */
export function AnswerPage({ data, saved }: { data: Answering; saved: boolean }) {
  const { t } = useTranslation('questionnaires');
  const refused = useRefused(deed);
  const form = useRef<HTMLFormElement>(null);
  // A page of answers is another form: what the script knows of the one before is not true of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for each page
  useEffect(() => (form.current ? keepAnswers(form.current) : undefined), [data.page]);
  const { place, way } = data;
  const query = (more: string) => [way, more].filter(Boolean).join('&');
  const here = place ? `section=${data.sections[0]?.id}` : data.whole ? 'all=yes' : '';
  return (
    <div className="narrow stack" key={data.page}>
      <Crumb head={data} way={way} />
      <h1 lang={data.language} dir="auto">
        {data.title}
      </h1>
      {place && <p className="meta">{t('answer.page', { page: place.at, pages: place.of })}</p>}
      {data.anonymous && <p className="notice">{t('answer.keep-address')}</p>}
      {data.together && <p className="notice">{t('answer.together')}</p>}
      {data.signs !== null && <p className="notice">{t(data.signs ? 'answer.you-sign' : 'answer.they-sign')}</p>}
      {data.asked && (
        <p className="notice good" role="status">
          {t('answer.sign-asked')}
        </p>
      )}
      {data.older && <p className="notice">{t('answer.older')}</p>}
      {saved && !refused && (
        <p className="notice good" role="status">
          {t('answer.saved')}
        </p>
      )}
      <form
        ref={form}
        method="post"
        action={`/questionnaires/${data.id}/answer?${query(here)}`}
        encType="multipart/form-data"
        noValidate
        data-answers={`/questionnaires/${data.id}/field?${way}`}
        data-keep={data.keep}
        data-words={JSON.stringify({
          saving: t('answer.is-saving'),
          saved: t('answer.is-saved'),
          unsaved: t('answer.is-unsaved'),
          pageOnly: t('answer.is-page-only'),
          refused: t('answer.is-refused'),
          conflict: t('answer.is-conflict'),
        })}
      >
        <input type="hidden" name="deed" value={deed} />
        <MadeFor />
        <input type="hidden" name="page" defaultValue={data.page} />
        {refused && <Mistakes refused={refused} deed={deed} />}
        {!refused && data.check && <ToPutRight data={data} />}
        {data.sections.map((s) => (
          <section key={s.id} className="stack">
            {s.title.text && (
              <h2>
                <Said words={s.title} />
              </h2>
            )}
            <Paragraphs text={s.introduction} language={s.title.language} />
            {s.questions.map((q) => (
              <QuestionField
                key={q.id}
                deed={deed}
                of={q}
                filled={{ typed: q.typed, mistake: q.mistake, was: q.was, file: q.file, way, questionnaire: data.id }}
              >
                {q.rivals.length > 0 && <Rivals of={q} zone={data.zone} />}
              </QuestionField>
            ))}
          </section>
        ))}
        {/* First among the buttons: what the Enter key does is to save, never to send. */}
        <p className="pending-line" role="status" data-answers-said />
        <p className="actions">
          {place?.next ? (
            <Button primary name="as" value={`to:${place.next}`}>
              {t('answer.next')}
            </Button>
          ) : (
            <Button primary name="as" value={data.signs === false ? 'ask' : 'submit'}>
              {t(data.signs === null ? 'answer.send' : data.signs ? 'answer.sign' : 'answer.ask-sign')}
            </Button>
          )}
          {place?.before && (
            <Button name="as" value={`to:${place.before}`}>
              {t('answer.before')}
            </Button>
          )}
          <Button name="as" value="save">
            {t('answer.save')}
          </Button>
        </p>
      </form>
      <p className="meta">
        {place ? (
          <a href={`/questionnaires/${data.id}/answer?${query('all=yes')}`}>{t('answer.whole')}</a>
        ) : (
          data.sections.length > 1 && (
            <a href={`/questionnaires/${data.id}/answer${way ? `?${way}` : ''}`}>{t('answer.paged')}</a>
          )
        )}
        <a href={`/questionnaires/${data.id}.docx${way ? `?${way}` : ''}`}>{t('front.printable')}</a>
      </p>
    </div>
  );
}

/** What keeps it from being sent, with the way to each. */
function ToPutRight({ data }: { data: Answering }) {
  const { t } = useTranslation('questionnaires');
  const mistakes = Object.entries(data.mistakes);
  if (mistakes.length === 0 && data.rivals === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: what keeps the answers from being sent is what the person has to hear first
    <div className="mistakes" role="alert" tabIndex={-1} autoFocus>
      <p>{t(mistakes.length > 0 ? 'answer.not-sent' : 'answer.not-chosen')}</p>
      <ul>
        {mistakes.map(([id, { label, key }]) => (
          <li key={id}>
            <a href={`#${fieldId(deed, id)}`}>
              <bdi>{label}</bdi>: {t(key)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Two answered at once. Both stand here until one is chosen. */
function Rivals({ of: q, zone }: { of: AnsweringQuestion; zone: string }) {
  const { t } = useTranslation('questionnaires');
  const each = [{ id: q.id, ...q.standing }, ...q.rivals.map((r) => ({ ...r, id: String(r.id) }))];
  return (
    <div className="notice bad">
      <p>{t('answer.rivals')}</p>
      <ul>
        {each.map((r) => (
          <li key={r.id}>
            <bdi>{r.words || t('answer.nothing')}</bdi>{' '}
            <small>
              {r.by && <bdi>{r.by}</bdi>} {r.at && <Time at={r.at} zone={zone} />}
            </small>{' '}
            <button
              type="submit"
              className="quiet"
              name="as"
              value={`choose:${r.id}`}
              aria-label={t('answer.choose-this', { words: r.words || t('answer.nothing') })}
            >
              {t('answer.choose')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

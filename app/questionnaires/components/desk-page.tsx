import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Fold } from '../../shared/ui/fold';
import { Button, Checkbox, Choices, DeedForm, Field, TextArea, useRefused } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { questionTypes } from '../content';
import type { Desk } from '../queries/desk.server';
import { answererKinds, resultReaders } from '../questionnaire';
import { Crumb } from './front-page';
import { Changes } from './versions-page';

/** Everything of a questionnaire that is being prepared, in the order in which it is needed. */
export function DeskPage({ data }: { data: Desk }) {
  const { t } = useTranslation('questionnaires');
  const at = data.editing === data.own ? '' : `?language=${data.editing}`;
  const action = `/questionnaires/${data.id}/edit${at}`;
  return (
    <div className="narrow stack">
      <Crumb head={data} />
      <p>
        <span className={`state ${data.state}`}>{t(`state.${data.state}`)}</span>
      </p>
      <h1>{t('edit.title')}</h1>
      <p className="meta">
        <Link to={`/questionnaires/${data.id}/preview${at}`}>{t('edit.preview')}</Link>
        <Link to={`/questionnaires/${data.id}/versions`}>{t('versions.title')}</Link>
        {data.current !== null && <Link to={`/questionnaires/${data.id}/results`}>{t('results.title')}</Link>}
      </p>
      <Languages data={data} page="edit" />
      <Missing data={data} />
      <section className="stack">
        <h2>{t('edit.words')}</h2>
        <DeedForm deed="texts" action={action}>
          <Version deed="texts" now={data.version} />
          <StandingNow
            deed="texts"
            fields={[
              { name: 'title', label: t('edit.name'), value: data.texts.title },
              { name: 'introduction', label: t('edit.introduction'), value: data.texts.introduction },
            ]}
          />
          <input type="hidden" name="language" value={data.editing} />
          <Field
            deed="texts"
            name="title"
            label={t('edit.name')}
            value={data.texts.title}
            dir="auto"
            lang={data.editing}
          />
          <TextArea
            deed="texts"
            name="introduction"
            label={t('edit.introduction')}
            value={data.texts.introduction}
            rows={3}
            lang={data.editing}
            optional
          />
          <Button>{t('shared:form.save')}</Button>
        </DeedForm>
      </section>
      {data.sections.map((section, i) => (
        <SectionDesk
          key={section.id}
          data={data}
          section={section}
          action={action}
          last={i === data.sections.length - 1}
          first={i === 0}
        />
      ))}
      {data.editing === data.own && (
        <Fold deeds={['section-new']} summary={t('edit.add-section')}>
          <SectionForm deed="section-new" data={data} action={action} section={null} />
        </Fold>
      )}
      <Settings data={data} action={action} />
      <Steps data={data} action={action} />
    </div>
  );
}

export function Languages({
  data,
  page,
}: {
  data: { id: number; editing: string; own?: string; languages: string[] };
  page: string;
}) {
  const { t } = useTranslation('questionnaires');
  const more = data.own === undefined ? [] : contentLanguages.filter((l) => !data.languages.includes(l));
  const to = (l: string) => `/questionnaires/${data.id}/${page}?language=${l}`;
  return (
    <nav className="filters" aria-label={t('edit.languages')}>
      {data.languages.map((l) => (
        <Link key={l} to={to(l)} lang={l} aria-current={l === data.editing ? 'true' : undefined}>
          {languageNames[l as keyof typeof languageNames]}
        </Link>
      ))}
      {more.map((l) => (
        <Link key={l} to={to(l)} aria-current={l === data.editing ? 'true' : undefined}>
          {t('edit.add-language', { language: languageNames[l] })}
        </Link>
      ))}
    </nav>
  );
}

/** What readers of each language would find in another one. */
function Missing({ data }: { data: Desk }) {
  const { t } = useTranslation('questionnaires');
  const languages = [...new Set(data.missing.map((m) => m.language))];
  if (languages.length === 0) return null;
  return (
    <div className="notice">
      <p>{t('edit.missing')}</p>
      <ul>
        {languages.map((l) => (
          <li key={l}>
            <span lang={l}>{languageNames[l]}</span>:{' '}
            {data.missing
              .filter((m) => m.language === l)
              .map((m) => [m.at, t(`edit.part.${m.part}`)].filter(Boolean).join(' '))
              .join(', ')}
          </li>
        ))}
      </ul>
    </div>
  );
}

type SectionOfDesk = Desk['sections'][number];

function SectionDesk({
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

function SectionForm({
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

function Settings({ data, action }: { data: Desk; action: string }) {
  const { t } = useTranslation('questionnaires');
  const { settings } = data;
  const refused = useRefused('settings');
  const anonymous = refused ? refused.typed.anonymous === 'yes' : settings.anonymous;
  const kinds = answererKinds.filter((kind) => kind !== 'registered' || (data.subject && !data.byPhases));
  return (
    <section className="stack">
      <h2>{t('edit.settings')}</h2>
      <DeedForm deed="settings" action={action}>
        <Version deed="settings" now={data.version} />
        <Choices
          deed="settings"
          name="answerers"
          label={t('front.who')}
          value={settings.answerers}
          options={kinds.map((kind) => ({ value: kind, label: t(`answerers.${kind}`) }))}
        />
        {data.survivorSpeaks ? (
          <p className="notice">{t('edit.survivor')}</p>
        ) : (
          <Checkbox name="anonymous" label={t('edit.anonymous')} hint={t('front.anonymous')} checked={anonymous} />
        )}
        <Choices
          deed="settings"
          name="results"
          label={t('front.figures')}
          value={settings.results}
          options={resultReaders.map((kind) => ({ value: kind, label: t(`front.figures-${kind}`) }))}
        />
        {data.byPhases ? (
          <p className="hint">{t('edit.by-phases')}</p>
        ) : (
          <>
            <Field
              deed="settings"
              name="opens"
              type="datetime-local"
              dir="ltr"
              optional
              label={t('edit.opens', { zone: data.zone })}
              hint={t(data.subject ? 'edit.opens-event' : 'edit.opens-hint')}
              value={settings.opens}
            />
            <Field
              deed="settings"
              name="closes"
              type="datetime-local"
              dir="ltr"
              optional
              label={t('edit.closes', { zone: data.zone })}
              value={settings.closes}
            />
          </>
        )}
        <Button>{t('shared:form.save')}</Button>
      </DeedForm>
    </section>
  );
}

function Steps({ data, action }: { data: Desk; action: string }) {
  const { t } = useTranslation('questionnaires');
  const general = data.flaws.filter((f) => f.at === '');
  return (
    <section className="stack">
      <h2>{t('edit.steps')}</h2>
      {data.changes && data.isNew && (
        <>
          <p>{t('edit.changes', { version: data.current })}</p>
          <Changes of={data.changes} />
        </>
      )}
      {data.flaws.length > 0 ? (
        <div className="notice">
          <p>{t('edit.flaws')}</p>
          <ul>
            {data.flaws.map((f) => (
              <li key={`${f.at} ${f.why}`}>
                {general.includes(f) ? (
                  t(`mistakes.${f.why}`)
                ) : (
                  <a href={`#${f.at}`}>{`${f.at}: ${t(`mistakes.${f.why}`)}`}</a>
                )}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        data.isNew && (
          <DeedForm deed="publish" action={action}>
            <Version deed="publish" now={data.version} />
            <p>{t('edit.publish-hint')}</p>
            <Button primary>{t('edit.publish', { version: (data.current ?? 0) + 1 })}</Button>
          </DeedForm>
        )
      )}
      {!data.isNew && <p>{t('edit.as-published', { version: data.current })}</p>}
      {data.state === 'open' && !data.byPhases && (
        <DeedForm deed="close-now" action={action}>
          <Button danger>{t('edit.close-now')}</Button>
        </DeedForm>
      )}
      {data.current === null && (
        <Fold deeds={['discard']} summary={t('edit.discard')}>
          <DeedForm deed="discard" action={action}>
            <p>{t('edit.discard-hint')}</p>
            <Version deed="discard" now={data.version} />
            <Button danger>{t('edit.discard-go')}</Button>
          </DeedForm>
        </Fold>
      )}
    </section>
  );
}

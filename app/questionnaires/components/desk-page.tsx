import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, TextArea } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import type { Desk } from '../queries/desk.server';
import { SectionDesk, SectionForm } from './desk-section';
import { Settings } from './desk-settings';
import { Steps } from './desk-steps';
import { Crumb } from './front-page';

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

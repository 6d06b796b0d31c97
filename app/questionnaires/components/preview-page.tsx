import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Preview } from '../queries/desk.server';
import { Languages } from './desk-page';
import { Crumb } from './front-page';
import { QuestionField } from './question-field';
import { Paragraphs, Said } from './said';

/** The questionnaire as it would be asked. What is tried out in it goes nowhere: there is nothing to send it with. */
export function PreviewPage({ data }: { data: Preview }) {
  const { t } = useTranslation('questionnaires');
  return (
    <div className="narrow stack">
      <Crumb head={data} />
      <p className="notice">
        {t('preview.lede')} <Link to={`/questionnaires/${data.id}/edit`}>{t('edit.title')}</Link>
      </p>
      <Languages data={data} page="preview" />
      <h1 lang={data.language} dir="auto">
        {data.title || t('untitled')}
      </h1>
      <Paragraphs text={data.introduction} language={data.language} />
      {data.sections.map((s) => (
        <section key={s.id} className="stack">
          {s.title.text && (
            <h2>
              <Said words={s.title} />
            </h2>
          )}
          <Paragraphs text={s.introduction} language={s.title.language} />
          {s.questions.map((q) => (
            <QuestionField key={q.id} deed="preview" of={q} />
          ))}
        </section>
      ))}
    </div>
  );
}

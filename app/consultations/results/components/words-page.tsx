import { useTranslation } from 'react-i18next';
import { Paragraphs, Said } from '../../../questionnaires/components/said';
import { Button, DeedForm } from '../../../shared/ui/form';
import { Paging } from '../../../shared/ui/paging';
import { Way } from '../../../shared/ui/way';
import type { WordsData } from '../words.server';
import { RowName } from './view-figures';

/** Answers in words, as they are read: those of a campaign together, nothing left out. */
export function WordsPage({ data }: { data: WordsData }) {
  const { t } = useTranslation('results');
  const results = `/consultations/${data.id}/results`;
  return (
    <div className="narrow stack">
      <header>
        <p className="crumb">
          <Way to={results}>{t('title')}</Way>
        </p>
        <h1>
          <Said words={data.label} />
        </h1>
        <p className="lede">{t('words.total', { count: data.total })}</p>
        {data.once < data.total && <p>{t('words.once', { count: data.once })}</p>}
      </header>
      {data.total === 0 && <p className="empty">{t('words.none')}</p>}
      {data.groups.length > 0 && (
        <section className="stack" aria-labelledby="campaigns">
          <h2 id="campaigns">{t('words.campaigns')}</h2>
          <p className="hint">{t('words.how')}</p>
          {data.groups.map((group) => (
            <article key={group.first} className="stack result">
              <h3>{t('words.group', { count: group.all.length })}</h3>
              <p className="meta">
                {group.sectors.map(({ sector, count }) => (
                  <span key={sector}>
                    <RowName of={sector} />: {count}
                  </span>
                ))}
              </p>
              <div className="words">
                <Paragraphs text={group.text} language="" />
              </div>
              <details className="fold">
                <summary>{t('words.all')}</summary>
                <ul className="list">
                  {group.all.map((answer) => (
                    <OneAnswer key={answer.id} of={answer} />
                  ))}
                </ul>
              </details>
              <DeedForm deed={`apart-${group.first}`}>
                <input type="hidden" name="first" value={group.first} />
                <Button quiet>{t('words.split')}</Button>
              </DeedForm>
            </article>
          ))}
        </section>
      )}
      {data.answers.length > 0 && (
        <section className="stack" aria-labelledby="others">
          <h2 id="others">{t('words.others')}</h2>
          <ul className="list">
            {data.answers.map((answer) => (
              <OneAnswer key={answer.id} of={answer} />
            ))}
          </ul>
        </section>
      )}
      <Paging
        page={data.page}
        pages={data.pages}
        to={(page) => `${results}/words?of=${data.of}&question=${data.question}&page=${page}`}
      />
      {data.apart > 0 && (
        <DeedForm deed="together">
          <p className="hint">{t('words.apart', { count: data.apart })}</p>
          <Button quiet>{t('words.again')}</Button>
        </DeedForm>
      )}
    </div>
  );
}

function OneAnswer({ of }: { of: WordsData['answers'][number] }) {
  return (
    <li>
      <p className="meta">
        <RowName of={of.sector} />
      </p>
      <div className="words">
        <Paragraphs text={of.text} language="" />
      </div>
    </li>
  );
}

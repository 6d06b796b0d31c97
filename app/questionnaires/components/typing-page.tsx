import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Button, DeedForm, Select, TextArea, useRefused } from '../../shared/ui/form';
import type { Head } from '../page.server';
import type { ShownSection } from '../shown';
import type { TypingMistakes } from '../typing.server';
import { Crumb } from './front-page';
import { Said } from './said';

export interface Typing {
  head: Head;
  marks: string;
  language: string;
  once: string;
  organisations: { id: number; name: string }[] | null;
  sections: ShownSection[];
  typed: boolean;
  dropped: number;
}

/** Answers from paper, typed in by the marks that are printed on it; the form stands beside, to look up what a mark means. */
export function TypingPage({ data, wrong }: { data: Typing; wrong: TypingMistakes | null }) {
  const { t } = useTranslation('questionnaires');
  const refused = useRefused('typing');
  return (
    <div className="narrow stack">
      <Crumb head={data.head} />
      <h1>{t('typing.title')}</h1>
      <p className="lede">{t('typing.lede')}</p>
      <p>
        <a href={`/questionnaires/${data.head.id}.docx`}>{t('front.printable')}</a>
      </p>
      {data.typed && !refused && (
        <div className="notice good" role="status">
          <p>{t('typing.done')}</p>
          {data.dropped > 0 && <p>{t('front.dropped', { count: data.dropped })}</p>}
        </div>
      )}
      {wrong && (
        <ul className="mistakes">
          {wrong.lines.map((w) => (
            <li key={w.line}>{t(`typing.${w.why}`, { line: w.line })}</li>
          ))}
          {wrong.questions.map((w) => (
            <li key={w.question}>
              {w.question}: {t(w.mistake)}
            </li>
          ))}
        </ul>
      )}
      <DeedForm deed="typing" reload>
        <input type="hidden" name="once" value={refused?.typed.once ?? data.once} />
        {data.organisations && (
          <Select
            deed="typing"
            name="organisation"
            label={t('typing.organisation')}
            hint={t('typing.organisation-hint')}
            empty={t('typing.organisation-none')}
            options={data.organisations.map((o) => ({ value: String(o.id), label: o.name }))}
            required
          />
        )}
        <TextArea
          deed="typing"
          name="lines"
          rows={14}
          label={t('typing.lines')}
          hint={t('typing.lines-hint')}
          value={data.marks}
        />
        <Select
          deed="typing"
          name="language"
          label={t('typing.language')}
          value={data.language}
          options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
        />
        <Button primary>{t('typing.go')}</Button>
      </DeedForm>
      <section className="stack">
        <h2>{t('typing.marks')}</h2>
        <dl className="record">
          {data.sections
            .flatMap((s) => s.questions)
            .flatMap((q) => [
              { mark: q.id, words: q.label },
              ...q.rows.map((r) => ({ mark: `${q.id}.${r.id}`, words: r.label })),
              ...q.options.map((o) => ({ mark: q.type === 'ranking' ? `${q.id}.${o.id}` : o.id, words: o.label })),
            ])
            .map(({ mark, words }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: options of two questions have the same marks
              <div key={i}>
                <dt>{mark}</dt>
                <dd>
                  <Said words={words} />
                </dd>
              </div>
            ))}
        </dl>
      </section>
    </div>
  );
}

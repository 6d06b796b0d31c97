import { useTranslation } from 'react-i18next';
import { Button, DeedForm, Select, TextArea } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import type { ImportData } from '../page.server';
import type { ReadOutcomes } from '../reading';
import { Held } from './parts';

interface Read {
  preview: ReadOutcomes;
  text: string;
  language: string;
}

/** A text is read, what was recognised is shown, and only then does it come into the register. */
export function ImportPage({ data, read }: { data: ImportData; read: Read | null }) {
  const { t } = useTranslation('recommendations');
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/recommendations">{t('title')}</Way>
      </p>
      <h1>{t('import.title')}</h1>
      <p className="lede">{t('import.lede')}</p>
      {read && <Preview data={data} read={read} />}
      <DeedForm deed="read" className="stack">
        <TextArea
          deed="read"
          name="text"
          label={t('import.text')}
          hint={t('import.hint')}
          value={read?.text}
          rows={16}
          required
        />
        <Select
          deed="read"
          name="language"
          label={t('language')}
          value={read?.language ?? data.writes}
          options={data.languages}
        />
        <div className="actions">
          <Button primary={read === null}>{t('import.read')}</Button>
        </div>
      </DeedForm>
    </div>
  );
}

function Preview({ data, read }: { data: ImportData; read: Read }) {
  const { t } = useTranslation('recommendations');
  const { unknown } = read.preview;
  const outcomes = read.preview.outcomes.filter((o) => o.recommendations.length > 0);
  const empty = read.preview.outcomes.filter((o) => o.recommendations.length === 0);
  const count = outcomes.reduce((all, o) => all + o.recommendations.length, 0);
  return (
    <section aria-labelledby="preview" className="stack">
      <h2 id="preview">{t('import.preview')}</h2>
      <p role="status">
        {t('import.outcomes', { count: outcomes.length })} {t('import.recommendations', { count })}
      </p>
      {unknown.length > 0 && (
        <div className="notice">
          <p>{t('import.unknown', { count: unknown.length })}</p>
          <ul>
            {unknown.map((u) => (
              <li key={`${u.line} ${u.text}`}>
                {t('import.line', { line: u.line })} <bdi>{u.text}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      {empty.length > 0 && (
        <div className="notice">
          <p>{t('import.without')}</p>
          <ul>
            {empty.map((o) => (
              <li key={o.title}>
                <bdi>{o.title}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      {count > 0 && (
        <DeedForm deed="apply" className="stack">
          <input type="hidden" name="text" value={read.text} />
          <input type="hidden" name="language" value={read.language} />
          <input type="hidden" name="once" value={data.once} />
          {outcomes.map((o, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two outcomes of one text may be called alike
            <section key={i}>
              <h3 lang={read.language}>{o.title || o.organisers || t('import.untitled')}</h3>
              <p className="meta">
                {o.organisers && <bdi>{o.organisers}</bdi>}
                <Held place={o.place} from={o.from} until={o.until} />
                {o.from === null && <span>{t('import.no-date')}</span>}
              </p>
              <label htmlFor={`region-${i}`}>{t('import.region')}</label>
              <select id={`region-${i}`} name="regions" defaultValue={data.regions[0]!.code}>
                {data.regions.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
              <details className="fold">
                <summary>{t('import.recommendations', { count: o.recommendations.length })}</summary>
                <ul lang={read.language}>
                  {o.recommendations.map((r) => (
                    <li key={r.line}>
                      {r.number} {r.text}
                      {r.heading && <small> ({r.heading})</small>}
                    </li>
                  ))}
                </ul>
              </details>
            </section>
          ))}
          <div className="actions">
            <Button primary>{t('import.apply')}</Button>
          </div>
        </DeedForm>
      )}
    </section>
  );
}

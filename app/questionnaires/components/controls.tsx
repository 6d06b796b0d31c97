import { useTranslation } from 'react-i18next';
import { acceptAttribute } from '../../attachments/attachment';
import type { Typed } from '../answer';
import { limits } from '../content';
import type { ShownOption, ShownQuestion } from '../shown';
import { Said } from './said';

/** What stands in a field before anything is typed, and what is said beside it. */
export interface Filled {
  typed?: Typed;
  mistake?: string | null;
  was?: string;
  file?: { id: string; name: string } | null;
  /** Where the file can be had; empty in a preview. */
  way?: string;
  questionnaire?: number;
}

interface ControlProps {
  q: ShownQuestion;
  id: string;
  typed: Typed;
  described: string | undefined;
  wrong: boolean;
  filled: Filled;
}

/** What a question is answered with, by its type. */
export function Control({ q, id, typed, described, wrong, filled }: ControlProps) {
  const said = typed['']?.[0] ?? '';
  const plain = { id, name: q.id, 'aria-describedby': described, 'aria-invalid': wrong || undefined };
  switch (q.type) {
    case 'single':
    case 'multiple':
      return <Options q={q} chosen={typed[''] ?? []} />;
    case 'scale':
      return <Scale q={q} chosen={said} />;
    case 'matrix':
      return <Matrix q={q} typed={typed} />;
    case 'ranking':
      return <Ranking q={q} id={id} typed={typed} />;
    case 'number':
      return (
        <p className="row">
          <input {...plain} inputMode="decimal" dir="ltr" defaultValue={said} autoComplete="off" />{' '}
          {q.unit && <span>{q.unit}</span>}
        </p>
      );
    case 'date':
      return <input {...plain} type="date" dir="ltr" defaultValue={said} />;
    case 'text':
      return <textarea {...plain} rows={4} dir="auto" maxLength={limits.text} defaultValue={said} />;
    case 'file':
      return <FileField q={q} plain={plain} filled={filled} />;
  }
}

/** Beside the options stands one that takes the choice back: no key and no click undoes one of these once it is made. */
function Options({ q, chosen }: { q: ShownQuestion; chosen: string[] }) {
  const { t } = useTranslation('questionnaires');
  return (
    <>
      {q.options.map((o) => (
        <label key={o.id} className="choice">
          <input
            type={q.type === 'single' ? 'radio' : 'checkbox'}
            name={q.id}
            value={o.id}
            defaultChecked={chosen.includes(o.id)}
          />
          <Said words={o.label} />
        </label>
      ))}
      {q.type === 'single' && (
        <label className="choice none">
          <input type="radio" name={q.id} value="" defaultChecked={chosen.every((id) => id === '')} />
          <span>{t('answer.none')}</span>
        </label>
      )}
    </>
  );
}

/** Steps in a row, with what the ends mean beside them. */
function Scale({ q, chosen }: { q: ShownQuestion; chosen: string }) {
  const { t, i18n } = useTranslation('questionnaires');
  const steps = Array.from({ length: q.scale.max - q.scale.min + 1 }, (_, i) => String(q.scale.min + i));
  return (
    <div className="scale-steps" lang={q.label.language}>
      {q.low && <span className="hint">{q.low}</span>}
      {steps.map((step) => (
        <label key={step}>
          <input type="radio" name={q.id} value={step} defaultChecked={chosen === step} />
          <span>{step}</span>
        </label>
      ))}
      {q.high && <span className="hint">{q.high}</span>}
      <label className="none">
        <input type="radio" name={q.id} value="" defaultChecked={chosen === ''} />
        <span lang={i18n.language}>{t('answer.none')}</span>
      </label>
    </div>
  );
}

function Matrix({ q, typed }: { q: ShownQuestion; typed: Typed }) {
  const { t } = useTranslation('questionnaires');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it
    <section className="table" aria-label={q.label.text} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <td />
            {q.options.map((o) => (
              <th key={o.id} scope="col">
                <Said words={o.label} />
              </th>
            ))}
            <th scope="col" className="none">
              {t('answer.none')}
            </th>
          </tr>
        </thead>
        <tbody>
          {q.rows.map((r) => (
            <tr key={r.id}>
              <th scope="row">
                <Said words={r.label} />
              </th>
              {q.options.map((o) => (
                <td key={o.id}>
                  <input
                    type="radio"
                    name={`${q.id}.${r.id}`}
                    value={o.id}
                    defaultChecked={typed[r.id]?.[0] === o.id}
                    aria-label={`${r.label.text}: ${o.label.text}`}
                  />
                </td>
              ))}
              <td>
                <input
                  type="radio"
                  name={`${q.id}.${r.id}`}
                  value=""
                  defaultChecked={!typed[r.id]?.[0]}
                  aria-label={`${r.label.text}: ${t('answer.none')}`}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A place for each: without dragging, which not everybody can do. */
function Ranking({ q, id, typed }: { q: ShownQuestion; id: string; typed: Typed }) {
  return q.options.map((o: ShownOption) => (
    <p className="row" key={o.id}>
      <select id={`${id}.${o.id}`} name={`${q.id}.${o.id}`} defaultValue={typed[o.id]?.[0] ?? ''}>
        <option value="">–</option>
        {q.options.map((_, i) => (
          <option key={q.options[i]!.id} value={String(i + 1)}>
            {i + 1}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}.${o.id}`}>
        <Said words={o.label} />
      </label>
    </p>
  ));
}

function FileField({ q, plain, filled }: { q: ShownQuestion; plain: { id: string }; filled: Filled }) {
  const { t } = useTranslation('questionnaires');
  const { file, way, questionnaire } = filled;
  return (
    <>
      {file && (
        <p className="row">
          <a href={`/questionnaires/${questionnaire}/files/${file.id}${way ? `?${way}` : ''}`}>
            <bdi>{file.name}</bdi>
          </a>
          <button type="submit" className="quiet" name="as" value={`remove:${q.id}`}>
            {t('answer.remove-file')}
          </button>
          <input type="hidden" name={q.id} value={file.id} />
        </p>
      )}
      <input {...plain} key={file?.id} type="file" name={`file.${q.id}`} accept={acceptAttribute} />
    </>
  );
}

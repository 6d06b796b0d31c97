import { useTranslation } from 'react-i18next';
import { acceptAttribute, attachmentLimits } from '../../attachments/attachment';
import { directionOf } from '../../shared/languages';
import { fieldId, useRefused } from '../../shared/ui/form';
import type { Typed } from '../answer';
import { limits } from '../content';
import type { ShownOption, ShownQuestion, Words } from '../shown';

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

/**
 * One question with its field, the same for answering, for a preview and for what was typed before the form was refused.
 * The script that keeps answers (keep-answers.ts) finds it by `data-question`, and what it hangs on beside that.
 */
export function QuestionField({
  deed,
  of: q,
  filled = {},
  children,
}: {
  deed: string;
  of: ShownQuestion;
  filled?: Filled;
  children?: React.ReactNode;
}) {
  const { t } = useTranslation('questionnaires');
  const refused = useRefused(deed);
  const id = fieldId(deed, q.id);
  const refusedFor = Object.entries(refused?.refusal.fields ?? {}).find(
    ([name]) => name === q.id || name === `file.${q.id}` || name.startsWith(`${q.id}.`),
  )?.[1];
  const mistake = refusedFor ?? filled.mistake;
  const typed = refused ? typedAgain(refused, q) : (filled.typed ?? {});
  const hint = hintOf(q, t);
  const described = [hint && `${id}.hint`, mistake && `${id}.mistake`].filter(Boolean).join(' ') || undefined;
  const single = q.type === 'text' || q.type === 'number' || q.type === 'date' || q.type === 'file';
  const Box = single ? 'div' : 'fieldset';
  const label = (
    <>
      <Said words={q.label} />
      {q.required && <span className="optional"> ({t('answer.required')})</span>}
    </>
  );
  return (
    <Box
      className="field asked-question"
      id={single ? undefined : id}
      tabIndex={single ? undefined : -1}
      data-question={q.id}
      data-on={q.condition?.question}
      data-kind={q.condition?.kind}
      data-value={q.condition?.value}
      aria-describedby={single ? undefined : described}
    >
      {single ? <label htmlFor={id}>{label}</label> : <legend>{label}</legend>}
      {q.condition && (
        <p className="hint asked-if">
          {t('answer.asked-if', { question: q.condition.label.text, answer: q.condition.answer.text })}
        </p>
      )}
      {hint && (
        <p className="hint" id={`${id}.hint`}>
          {hint}
        </p>
      )}
      {mistake && (
        <p className="mistake" id={`${id}.mistake`}>
          {t(mistake, { ...refused?.refusal.values })}
        </p>
      )}
      <Control q={q} id={id} typed={typed} described={described} wrong={Boolean(mistake)} filled={filled} />
      {filled.was !== undefined && <input type="hidden" name={`was.${q.id}`} defaultValue={filled.was} />}
      {children}
    </Box>
  );
}

type Control = {
  q: ShownQuestion;
  id: string;
  typed: Typed;
  described: string | undefined;
  wrong: boolean;
  filled: Filled;
};

function Control({ q, id, typed, described, wrong, filled }: Control) {
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

/** What was typed, as the refusal of its form gives it back. */
function typedAgain(
  refused: { typed: Record<string, string>; several?: Record<string, string[]> },
  q: ShownQuestion,
): Typed {
  const parts = ['', ...q.rows.map((r) => r.id), ...q.options.map((o) => o.id)];
  return Object.fromEntries(
    parts.flatMap((part) => {
      const name = part === '' ? q.id : `${q.id}.${part}`;
      const said = refused.several?.[name] ?? (refused.typed[name] === undefined ? null : [refused.typed[name]]);
      return said ? [[part, said]] : [];
    }),
  );
}

type T = (key: string, values?: Record<string, unknown>) => string;

/** Its own hint, and what kind of answer is asked for. */
function hintOf(q: ShownQuestion, t: T): string {
  const { min, max, whole } = q.number;
  const bounds =
    min !== null && max !== null
      ? t('answer.hint-between', { min, max })
      : min !== null
        ? t('answer.hint-min', { min })
        : max !== null
          ? t('answer.hint-max', { max })
          : '';
  const kind: Partial<Record<ShownQuestion['type'], string>> = {
    ranking: t('answer.hint-ranking', { count: q.options.length }),
    number: [whole ? t('answer.hint-whole') : '', bounds].filter(Boolean).join(' '),
    file: t('answer.hint-file', { megabytes: attachmentLimits.bytes / 1024 / 1024 }),
  };
  return [q.hint, kind[q.type]].filter(Boolean).join(' ');
}

/** Words in their own language and direction, where that is not the page's. */
export function Said({ words }: { words: Words }) {
  const { i18n } = useTranslation();
  if (words.language === i18n.language) return <span dir="auto">{words.text}</span>;
  return (
    <span lang={words.language} dir={directionOf(words.language)}>
      {words.text}
    </span>
  );
}

/** A text of several paragraphs as it was typed. */
export function Paragraphs({ text, language }: { text: string; language: string }) {
  return text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((paragraph) => (
      <p key={paragraph} lang={language} dir="auto">
        {paragraph}
      </p>
    ));
}

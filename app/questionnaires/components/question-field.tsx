import { useTranslation } from 'react-i18next';
import { attachmentLimits } from '../../attachments/attachment';
import { fieldId, useRefused } from '../../shared/ui/form';
import type { Typed } from '../answer';
import type { ShownQuestion } from '../shown';
import { Control, type Filled } from './controls';
import { Said } from './said';

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

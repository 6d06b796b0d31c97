import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStanding } from '../standing';
import { fieldId, useRefused } from './refused';

export interface FieldProps {
  /** The form's deed: it ties the field to its refusal and makes its id. */
  deed: string;
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  value?: string | undefined;
  required?: boolean;
  optional?: boolean;
}

/** Label, hint before the field, the mistake beside it, and what was typed kept. */
export function Field({
  type = 'text',
  autoComplete,
  dir,
  lang,
  inputMode,
  min,
  max,
  list,
  spellCheck,
  ...props
}: FieldProps & {
  type?: 'text' | 'email' | 'password' | 'search' | 'datetime-local' | 'date' | 'number' | 'url';
  autoComplete?: string;
  dir?: 'auto' | 'ltr' | 'rtl';
  lang?: string;
  inputMode?: 'numeric' | 'email' | 'text';
  min?: string;
  max?: string;
  list?: string;
  spellCheck?: boolean;
}) {
  const { frame, attributes, typed } = useField(props);
  return frame(
    <input
      {...attributes}
      type={type}
      autoComplete={autoComplete}
      dir={dir}
      lang={lang}
      inputMode={inputMode}
      min={min}
      max={max}
      list={list}
      spellCheck={spellCheck}
      defaultValue={type === 'password' ? undefined : (typed ?? props.value)}
    />,
  );
}

export function TextArea({
  rows = 6,
  dir = 'auto',
  lang,
  ...props
}: FieldProps & { rows?: number; dir?: 'auto' | 'ltr' | 'rtl'; lang?: string }) {
  const { frame, attributes, typed } = useField(props);
  const standing = useStanding(attributes.id);
  return frame(
    <textarea {...attributes} rows={rows} dir={dir} lang={lang} defaultValue={standing ?? typed ?? props.value} />,
  );
}

export function Select({
  options,
  empty,
  ...props
}: FieldProps & { options: { value: string; label: string; group?: string }[]; empty?: string }) {
  const { frame, attributes, typed } = useField(props);
  const groups = [...new Set(options.map((o) => o.group))];
  const stands = typed ?? props.value ?? '';
  const select = useFollowing(stands);
  return frame(
    <select {...attributes} defaultValue={stands} ref={select}>
      {empty !== undefined && <option value="">{empty}</option>}
      {groups.map((group) => {
        const within = options
          .filter((o) => o.group === group)
          .map((o) => (
            <option key={o.value} value={o.value}>
              {o.label}
            </option>
          ));
        return group === undefined ? (
          within
        ) : (
          <optgroup key={group} label={group}>
            {within}
          </optgroup>
        );
      })}
    </select>,
  );
}

/**
 * A select that nobody has touched follows what stands, as other fields do of themselves: React leaves its choice as it was first
 * drawn, and on a page that is read again when somebody else saves, saving would put the old choice back unseen.
 */
function useFollowing(stands: string): RefObject<HTMLSelectElement> {
  const select = useRef<HTMLSelectElement>(null);
  const stood = useRef(stands);
  useEffect(() => {
    const before = stood.current;
    stood.current = stands;
    if (!select.current || before === stands) return;
    const chosen = select.current.value;
    for (const option of select.current.options) option.defaultSelected = option.value === stands;
    select.current.value = chosen === before ? stands : chosen;
  }, [stands]);
  return select;
}

function useField({ deed, name, label, hint, required, optional }: FieldProps) {
  const { t } = useTranslation();
  const refused = useRefused(deed);
  const id = fieldId(deed, name);
  const hintId = useId();
  const mistake = refused?.refusal.fields?.[name];
  const described = [hint ? hintId : '', mistake ? `${id}.mistake` : ''].filter(Boolean).join(' ');
  const attributes = {
    id,
    name,
    required,
    'aria-describedby': described || undefined,
    'aria-invalid': mistake ? (true as const) : undefined,
  };
  const frame = (control: ReactNode) => (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="optional"> ({t('shared:form.optional')})</span>}
      </label>
      {hint && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
      {mistake && (
        <p className="mistake" id={`${id}.mistake`}>
          {t(mistake, refused?.refusal.values)}
        </p>
      )}
      {control}
    </div>
  );
  return { frame, attributes, typed: refused?.typed[name] };
}

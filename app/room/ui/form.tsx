import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomRefused } from '../edge.server';
import { useRefused, useRoot, useTyped } from './refused';

/** Name of the form of a page that the choice of a language belongs to. It stands in the page and in no address. */
export const keptForm = 'kept';

/**
 * A form that goes back to the page it stands on. It carries the token, which the process asks of every form; nothing
 * of it is kept by the browser, and nothing of it is sent to a spell checker.
 */
export function RoomForm({
  deed,
  step,
  action,
  label,
  className,
  keeps = false,
  children,
}: {
  deed: string;
  /** Which step of the one address the form belongs to, where the page has steps. */
  step?: string;
  /** Only for staff, whose pages have addresses of their own. */
  action?: `/desk${string}`;
  label?: string;
  className?: string;
  /** The one form of the page in which somebody writes: choosing another language sends it too, so that nothing is lost. */
  keeps?: boolean;
  children: ReactNode;
}) {
  const refused = useRefused(deed);
  return (
    <form
      id={keeps ? keptForm : undefined}
      method="post"
      {...(action ? { action } : {})}
      className={className}
      autoComplete="off"
      aria-label={label}
      noValidate
    >
      <input type="hidden" name="token" value={useRoot().token} />
      <input type="hidden" name="deed" value={deed} />
      {step !== undefined && <input type="hidden" name="step" value={step} />}
      {refused && <Mistakes refused={refused} />}
      {children}
    </form>
  );
}

/** What happened and what is kept, above the form. No links to the fields: they would be written in the history. */
function Mistakes({ refused }: { refused: RoomRefused }) {
  const { t } = useTranslation();
  const said = new Set(Object.values(refused.refusal.fields ?? {}));
  return (
    // biome-ignore lint/a11y/noAutofocus: what was refused is what the person has to hear first
    <div className="notice bad" role="alert" tabIndex={-1} autoFocus>
      <p>{t(refused.refusal.message, refused.refusal.values)}</p>
      {said.size > 0 && (
        <ul>
          {[...said].map((key) => (
            <li key={key}>{t(key, refused.refusal.values)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

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

/** One line. `secret` is for codes and phrases: shown as it is typed, because no other page can show it again. */
export function Field({
  dir,
  inputMode,
  secret = false,
  maxLength,
  ...props
}: FieldProps & {
  dir?: 'auto' | 'ltr' | 'rtl';
  inputMode?: 'numeric' | 'text';
  secret?: boolean;
  maxLength?: number;
}) {
  const { frame, attributes, typed } = useField(props);
  return frame(
    <input
      {...attributes}
      type="text"
      dir={dir}
      inputMode={inputMode}
      maxLength={maxLength}
      defaultValue={secret ? undefined : (typed ?? props.value)}
    />,
  );
}

export function TextArea({ rows = 8, maxLength, ...props }: FieldProps & { rows?: number; maxLength?: number }) {
  const { frame, attributes, typed } = useField(props);
  return frame(
    <textarea {...attributes} rows={rows} dir="auto" maxLength={maxLength} defaultValue={typed ?? props.value} />,
  );
}

export function Select({ options, empty, ...props }: FieldProps & { options: Option[]; empty?: string }) {
  const { frame, attributes, typed } = useField(props);
  return frame(
    <select {...attributes} defaultValue={typed ?? props.value ?? ''}>
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map((o) => (
        <option key={o.value} value={o.value}>
          {o.label}
        </option>
      ))}
    </select>,
  );
}

export interface Option {
  value: string;
  label: string;
}

export interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
}

/** A few choices that are all seen at once: one of them, and none is chosen for anybody. */
export function Choices({ options, ...props }: FieldProps & { options: Choice[] }) {
  const { mistake, attributes, typed } = useField(props);
  const chosen = typed ?? props.value;
  return (
    <fieldset className="field" aria-describedby={attributes['aria-describedby']}>
      <legend>{props.label}</legend>
      {props.hint && (
        <p className="hint" id={`${attributes.id}.hint`}>
          {props.hint}
        </p>
      )}
      {mistake}
      {options.map((o) => (
        <label key={o.value} className="choice">
          <input type="radio" name={props.name} value={o.value} defaultChecked={chosen === o.value} />
          <span>
            {o.label}
            {o.hint && <small>{o.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A yes that stands alone: off unless it was typed or is so already. Each has a name of its own. */
export function Checkbox({
  deed,
  name,
  label,
  hint,
  checked = false,
}: {
  deed: string;
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  checked?: boolean;
}) {
  const refused = useRefused(deed);
  const typed = useTyped(deed);
  const { t } = useTranslation();
  const mistake = refused?.refusal.fields?.[name];
  return (
    <>
      {mistake && <p className="mistake">{t(mistake, refused?.refusal.values)}</p>}
      <label className="choice">
        <input
          type="checkbox"
          name={name}
          value="yes"
          defaultChecked={typed ? name in typed : checked}
          aria-invalid={mistake ? true : undefined}
        />
        <span>
          {label}
          {hint && <small>{hint}</small>}
        </span>
      </label>
    </>
  );
}

/** One primary action on a page; the others are plain. */
export function Button({
  children,
  primary = false,
  danger = false,
  quiet = false,
  name,
  value,
}: {
  children: ReactNode;
  primary?: boolean;
  danger?: boolean;
  quiet?: boolean;
  name?: string;
  value?: string;
}) {
  return (
    <button
      type="submit"
      className={primary ? 'primary' : danger ? 'danger' : quiet ? 'quiet' : 'plain'}
      name={name}
      value={value}
    >
      {children}
    </button>
  );
}

function useField({ deed, name, label, hint, required, optional }: FieldProps) {
  const { t } = useTranslation();
  const refused = useRefused(deed);
  const typed = useTyped(deed);
  const id = `${deed}.${name}`;
  const key = refused?.refusal.fields?.[name];
  const described = [hint ? `${id}.hint` : '', key ? `${id}.mistake` : ''].filter(Boolean).join(' ');
  const attributes = {
    id,
    name,
    'aria-required': required || undefined,
    autoComplete: 'off',
    autoCorrect: 'off',
    autoCapitalize: 'off',
    spellCheck: false,
    'aria-describedby': described || undefined,
    'aria-invalid': key ? (true as const) : undefined,
  };
  const mistake = key && (
    <p className="mistake" id={`${id}.mistake`}>
      {t(key, refused?.refusal.values)}
    </p>
  );
  const frame = (control: ReactNode) => (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="optional"> ({t('forms:optional')})</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}.hint`}>
          {hint}
        </p>
      )}
      {mistake}
      {control}
    </div>
  );
  return { frame, attributes, mistake, typed: typed?.[name] };
}

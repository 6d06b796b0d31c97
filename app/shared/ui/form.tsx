import { Form as RemixForm, useActionData, useNavigation } from '@remix-run/react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refused } from '../edge.server';
import { isRefusal } from '../refusal';
import { useStanding } from './standing';

/** The answer to one form of the page: its refusal and what was typed, or nothing. */
export function useRefused(deed: string): Refused | undefined {
  const answer = useActionData<unknown>();
  if (typeof answer !== 'object' || answer === null || !('refusal' in answer)) return undefined;
  const refused = answer as Refused;
  return isRefusal(refused.refusal) && refused.deed === deed ? refused : undefined;
}

/**
 * A form that works without JavaScript: `deed` names it among the forms of its page, and what was refused is listed
 * above it, with links to the fields, and announced.
 */
export function DeedForm({
  deed,
  children,
  action,
  className,
  files = false,
  reload = false,
  id,
}: {
  deed: string;
  children: ReactNode;
  action?: string;
  className?: string;
  files?: boolean;
  reload?: boolean;
  id?: string;
}) {
  const refused = useRefused(deed);
  const busy = useBusy(deed, action);
  return (
    <RemixForm
      method="post"
      {...(action ? { action } : {})}
      {...(files ? { encType: 'multipart/form-data' as const } : {})}
      className={className}
      reloadDocument={reload}
      id={id}
      aria-busy={busy || undefined}
      noValidate
    >
      <input type="hidden" name="deed" value={deed} />
      {refused && <Mistakes refused={refused} deed={deed} />}
      {children}
      {busy && <Sending />}
    </RemixForm>
  );
}

/** Whether this form is on its way; two forms of a page may have the same deed at different addresses. */
function useBusy(deed: string, action: string | undefined): boolean {
  const { state, formData, formAction } = useNavigation();
  if (state !== 'submitting' || formData?.get('deed') !== deed) return false;
  return action === undefined || formAction === action;
}

/** Seen and said only after 400 ms: most deeds are done before. */
function Sending() {
  const { t } = useTranslation('shared');
  return (
    <p className="pending" role="status">
      {t('form.sending')}
    </p>
  );
}

/** What happened and what is kept, above the form, with a link to each field. Takes the focus, so that it is read. */
export function Mistakes({ refused, deed }: { refused: Refused; deed: string }) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal is announced anew, even with the same words
  useEffect(() => ref.current?.focus(), [refused]);
  const fields = Object.entries(refused.refusal.fields ?? {});
  return (
    // Without scripts the page comes anew: the attribute takes the focus there.
    // biome-ignore lint/a11y/noAutofocus: what was refused is what the person has to hear first
    <div className="mistakes" role="alert" tabIndex={-1} ref={ref} autoFocus>
      <p>{t(refused.refusal.message, refused.refusal.values)}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map(([name, key]) => (
            <li key={name}>
              <a href={`#${fieldId(deed, name)}`}>{t(key, refused.refusal.values)}</a>
            </li>
          ))}
        </ul>
      )}
      {refused.refusal.offer && (
        <p className="actions">
          <Button name={refused.refusal.offer.name} value="yes">
            {t(refused.refusal.offer.label)}
          </Button>
        </p>
      )}
    </div>
  );
}

export function fieldId(deed: string, name: string): string {
  return `${deed}.${name}`;
}

interface FieldProps {
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
  return frame(
    <select {...attributes} defaultValue={typed ?? props.value ?? ''}>
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

/** A few choices that are all seen at once. */
export function Choices({
  options,
  ...props
}: FieldProps & { options: { value: string; label: ReactNode; hint?: ReactNode }[] }) {
  const { t } = useTranslation();
  const refused = useRefused(props.deed);
  const id = fieldId(props.deed, props.name);
  const mistake = refused?.refusal.fields?.[props.name];
  const chosen = refused?.typed[props.name] ?? props.value;
  return (
    <fieldset className="field" id={id} tabIndex={-1} aria-describedby={mistake ? `${id}.mistake` : undefined}>
      <legend>{props.label}</legend>
      {props.hint && <p className="hint">{props.hint}</p>}
      {mistake && (
        <p className="mistake" id={`${id}.mistake`}>
          {t(mistake, refused?.refusal.values)}
        </p>
      )}
      {options.map((o) => (
        <label key={o.value} className="choice">
          <input
            type="radio"
            name={props.name}
            value={o.value}
            defaultChecked={chosen === o.value}
            required={props.required}
          />
          <span>
            {o.label}
            {o.hint && <small>{o.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function Checkbox({
  name,
  value = 'yes',
  label,
  hint,
  checked,
}: {
  name: string;
  value?: string;
  label: ReactNode;
  hint?: ReactNode;
  checked?: boolean;
}) {
  return (
    <label className="choice">
      <input type="checkbox" name={name} value={value} defaultChecked={checked} />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
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
  disabled,
  pressed,
  type = 'submit',
  onClick,
  formAction,
}: {
  children: ReactNode;
  primary?: boolean;
  danger?: boolean;
  quiet?: boolean;
  name?: string;
  value?: string;
  disabled?: boolean;
  pressed?: boolean;
  type?: 'submit' | 'button';
  onClick?: () => void;
  formAction?: string;
}) {
  const kind = primary ? 'primary' : danger ? 'danger' : quiet ? 'quiet' : 'plain';
  return (
    <button
      type={type}
      className={kind}
      name={name}
      value={value}
      disabled={disabled}
      aria-pressed={pressed}
      onClick={onClick}
      formAction={formAction}
    >
      {children}
    </button>
  );
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

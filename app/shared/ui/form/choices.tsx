import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProps } from './field';
import { fieldId, useRefused } from './refused';

interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
}

/** A few choices that are all seen at once: one of them. Short words may stand `beside` each other. */
export function Choices({ options, ...props }: FieldProps & { options: Choice[]; beside?: boolean }) {
  const chosen = useRefused(props.deed)?.typed[props.name] ?? props.value;
  return (
    <Group {...props}>
      {options.map((o) => (
        <label key={o.value} className="choice">
          <input
            type="radio"
            name={props.name}
            value={o.value}
            defaultChecked={chosen === o.value}
            required={props.required}
          />
          <Words of={o} />
        </label>
      ))}
    </Group>
  );
}

/**
 * The same where several may be chosen: those that were chosen, now or before, stay so when the form is refused. Short words may
 * stand `beside` each other.
 */
export function Boxes({
  options,
  ticked = [],
  ...props
}: FieldProps & { options: Choice[]; ticked?: string[]; beside?: boolean }) {
  const chosen = useTicked(props.deed, props.name) ?? ticked;
  return (
    <Group {...props}>
      {options.map((o) => (
        <label key={o.value} className="choice">
          <input type="checkbox" name={props.name} value={o.value} defaultChecked={chosen.includes(o.value)} />
          <Words of={o} />
        </label>
      ))}
    </Group>
  );
}

/** What was ticked in a form that was refused; undefined where it was not. */
function useTicked(deed: string, name: string): string[] | undefined {
  const refused = useRefused(deed);
  if (!refused) return undefined;
  const typed = refused.typed[name];
  return refused.several?.[name] ?? (typed === undefined ? [] : [typed]);
}

function Group({
  deed,
  name,
  label,
  hint,
  optional,
  beside,
  children,
}: FieldProps & { beside?: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const refused = useRefused(deed);
  const id = fieldId(deed, name);
  const mistake = refused?.refusal.fields?.[name];
  return (
    <fieldset
      className={beside ? 'field ticks' : 'field'}
      id={id}
      tabIndex={-1}
      aria-describedby={mistake ? `${id}.mistake` : undefined}
    >
      <legend>
        {label}
        {optional && <span className="optional"> ({t('shared:form.optional')})</span>}
      </legend>
      {hint && <p className="hint">{hint}</p>}
      {mistake && (
        <p className="mistake" id={`${id}.mistake`}>
          {t(mistake, refused?.refusal.values)}
        </p>
      )}
      {children}
    </fieldset>
  );
}

function Words({ of }: { of: Pick<Choice, 'label' | 'hint'> }) {
  return (
    <span>
      {of.label}
      {of.hint && <small>{of.hint}</small>}
    </span>
  );
}

/** One box. With the deed of its form it stays as it was ticked when that is refused. */
export function Checkbox({
  deed,
  name,
  value = 'yes',
  label,
  hint,
  checked,
}: {
  deed?: string;
  name: string;
  value?: string;
  label: ReactNode;
  hint?: ReactNode;
  checked?: boolean;
}) {
  const ticked = useTicked(deed ?? '', name);
  return (
    <label className="choice">
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={deed && ticked ? ticked.includes(value) : checked}
      />
      <Words of={{ label, hint }} />
    </label>
  );
}

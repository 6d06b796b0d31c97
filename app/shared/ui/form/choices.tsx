import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProps } from './field';
import { fieldId, useRefused } from './refused';

interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
}

/** A few choices that are all seen at once: one of them. */
export function Choices({ options, ...props }: FieldProps & { options: Choice[] }) {
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

/** The same where several may be chosen: those that were chosen stay so when the form is refused. */
export function Boxes({ options, ...props }: FieldProps & { options: Choice[] }) {
  const refused = useRefused(props.deed);
  const typed = refused?.typed[props.name];
  const chosen = refused?.several?.[props.name] ?? (typed === undefined ? [] : [typed]);
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

function Group({ deed, name, label, hint, children }: FieldProps & { children: ReactNode }) {
  const { t } = useTranslation();
  const refused = useRefused(deed);
  const id = fieldId(deed, name);
  const mistake = refused?.refusal.fields?.[name];
  return (
    <fieldset className="field" id={id} tabIndex={-1} aria-describedby={mistake ? `${id}.mistake` : undefined}>
      <legend>{label}</legend>
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
      <Words of={{ label, hint }} />
    </label>
  );
}

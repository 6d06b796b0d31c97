import { useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Boxes, Button, Choices, DeedForm, Field, Select, TextArea, useRefused } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import type { ShownItem } from '../editing.server';

/** One field of an item's form. */
export interface FieldSpec {
  name: string;
  label: string;
  kind: 'line' | 'text' | 'day' | 'amount' | 'select' | 'choices' | 'boxes';
  hint?: string;
  optional?: boolean;
  options?: { value: string; label: string }[];
  /** Of a list: what is said where nothing is chosen. */
  empty?: string;
  /** Of a new item. */
  value?: string;
  rows?: number;
}

function One({
  deed,
  spec,
  value,
  ticked,
}: {
  deed: string;
  spec: FieldSpec;
  value: string | undefined;
  ticked?: string[];
}) {
  const { kind, options = [], empty, rows, name, label, hint, optional } = spec;
  const common = { deed, name, label, hint, value };
  if (kind === 'text') return <TextArea {...common} rows={rows ?? 4} optional={optional} />;
  if (kind === 'select')
    return <Select {...common} options={options} {...(empty === undefined ? {} : { empty })} optional={optional} />;
  if (kind === 'choices') return <Choices {...common} options={options} />;
  if (kind === 'boxes') return <Boxes {...common} options={options} ticked={ticked ?? []} />;
  if (kind === 'amount')
    return <Field {...common} dir="ltr" autoComplete="off" optional={optional} required={!optional} />;
  if (kind === 'day') return <Field {...common} type="date" optional={optional} required={!optional} />;
  return <Field {...common} dir="auto" optional={optional} required={!optional} />;
}

/** An item that is there: what it says, and its removal, against the text of it that was opened. */
export function ItemForm({
  item,
  fields,
  also,
  removable = true,
}: {
  item: ShownItem;
  fields: FieldSpec[];
  also?: React.ReactNode;
  /** False where what is there stays on record. */
  removable?: boolean;
}) {
  const { t } = useTranslation('programmes');
  const deed = `${item.kind}-${item.id}`;
  const removal = `remove-${deed}`;
  const shown = (spec: FieldSpec) => spec.options?.find((o) => o.value === item.values[spec.name])?.label;
  return (
    <Fold summary={<bdi>{item.name}</bdi>} deeds={[deed, removal]} id={deed}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={item.version} />
        <StandingNow
          deed={deed}
          fields={fields.map((spec) => ({
            name: spec.name,
            label: spec.label,
            value: item.values[spec.name] ?? '',
            shown: shown(spec),
            ...(spec.kind === 'boxes' ? { ticked: item.several?.[spec.name] ?? [] } : {}),
          }))}
        />
        {fields.map((spec) => (
          <One
            key={spec.name}
            deed={deed}
            spec={spec}
            value={item.values[spec.name] ?? ''}
            ticked={item.several?.[spec.name] ?? []}
          />
        ))}
        <div className="actions">
          <Button>{t('edit.save')}</Button>
        </div>
      </DeedForm>
      {also}
      {removable && (
        <DeedForm deed={removal}>
          <Version deed={removal} now={item.version} />
          <p className="actions">
            <Button quiet>{t('edit.remove')}</Button>
          </p>
        </DeedForm>
      )}
    </Fold>
  );
}

/** A new item. */
export function NewItem({
  deed,
  summary,
  fields,
  fresh,
  open = false,
  save,
}: {
  deed: string;
  summary: string;
  fields: FieldSpec[];
  fresh: string;
  open?: boolean;
  save: string;
}) {
  const { once } = useOnce(deed, fresh);
  return (
    <Fold summary={summary} deeds={[deed]} open={open} id={deed}>
      <DeedForm deed={deed} className="stack" key={once}>
        <input type="hidden" name="once" value={once} />
        {fields.map((spec) => (
          <One key={spec.name} deed={deed} spec={spec} value={spec.value} />
        ))}
        <div className="actions">
          <Button>{save}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}

/**
 * The key of a new item stays for as long as its form is filled: the page is read again when others change something, and with
 * another key what was typed would be gone, or sent twice be there twice. Once it was taken, the next form is empty.
 */
function useOnce(deed: string, fresh: string): { once: string } {
  const [once, setOnce] = useState(fresh);
  const { state, formData } = useNavigation();
  const refused = useRefused(deed);
  const sent = useRef(false);
  useEffect(() => {
    if (state === 'submitting') sent.current = formData?.get('deed') === deed;
    else if (state === 'idle' && sent.current) {
      sent.current = false;
      if (!refused) setOnce(fresh);
    }
  }, [state, formData, deed, refused, fresh]);
  return { once };
}

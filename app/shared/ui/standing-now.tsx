import { useActionData, useNavigation } from '@remix-run/react';
import { useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refused } from '../edge.server';
import { useRefused } from './form';

/**
 * The version against which a form is saved. The one that was opened counts until a refusal of this form has shown what
 * stands now: any other refusal, or that of another form of the page, shows nothing of it, and saving would write over it
 * unseen. So would a form that is being filled on a page that is read again by itself when somebody else saves.
 */
export function Version({ deed, now }: { deed: string; now: number }) {
  const refused = useRefused(deed);
  const answer = useActionData<Partial<Refused>>();
  const conflict = refused?.refusal.kind === 'conflict';
  const elsewhere = !refused && answer?.refusal?.kind === 'conflict';
  const counted = useRef(now);
  const held = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  const seen = useRef(now);
  const isOwn = useOwnDeed();
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  // Once the fields have what stands now: those that somebody has filled keep what was typed, and the form its version.
  useEffect(() => {
    const before = seen.current;
    seen.current = now;
    if (before === now || isOwn || refused || held.current || !isFilled(field.current?.form)) return;
    held.current = true;
    counted.current = before;
    drawAgain();
  }, [now, isOwn, refused]);
  if (conflict) held.current = false;
  else if (elsewhere && now !== counted.current) held.current = true;
  if (!held.current) counted.current = refused && !conflict ? Number(refused.typed.version) || now : now;
  return <input type="hidden" name="version" key={conflict ? 'now' : 'opened'} value={counted.current} ref={field} />;
}

/** Whether what the page shows now is what this window has saved: no surprise to whoever fills another form of it. */
function useOwnDeed(): boolean {
  const { state, formData } = useNavigation();
  const sent = useRef(false);
  const isOwn = sent.current;
  sent.current = state !== 'idle' && (sent.current || formData !== undefined);
  return isOwn;
}

/** Whether a field says something else than what the page has put there. */
function isFilled(form: HTMLFormElement | null | undefined): boolean {
  return [...(form?.elements ?? [])].some((control) => {
    if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue.replaceAll('\r\n', '\n');
    if (control instanceof HTMLSelectElement)
      return [...control.options].some((option) => option.selected !== option.defaultSelected);
    if (!(control instanceof HTMLInputElement) || control.type === 'hidden') return false;
    if (control.type === 'checkbox' || control.type === 'radio') return control.checked !== control.defaultChecked;
    return control.value !== control.defaultValue;
  });
}

export interface Standing {
  name: string;
  label: string;
  value: string;
  /** What is shown in the place of the value, where that is a word of the program. */
  shown?: string | undefined;
  /** Of boxes of which several may be ticked, those that stand; `value` is nothing then. */
  ticked?: readonly string[];
}

/**
 * After a refusal because someone else saved in between: what stands there now and differs from what was typed, which is
 * still in the fields. The form carries the new version by then, so that sending it again is a decision.
 */
export function StandingNow({ deed, fields }: { deed: string; fields: Standing[] }) {
  const { t } = useTranslation('shared');
  const refused = useRefused(deed);
  if (refused?.refusal.kind !== 'conflict') return null;
  const typed = (name: string) => (refused.typed[name] ?? '').replaceAll('\r\n', '\n');
  const boxes = (name: string) => refused.several?.[name] ?? (refused.typed[name] === undefined ? [] : [typed(name)]);
  const differing = fields.filter(({ name, value, ticked }) =>
    ticked ? [...ticked].sort().join() !== [...boxes(name)].sort().join() : typed(name) !== value,
  );
  return (
    <div className="notice">
      <p>{t(differing.length > 0 ? 'form.standing-now' : 'form.standing-same')}</p>
      {differing.length > 0 && (
        <dl className="record">
          {differing.map(({ name, label, value, shown }) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd dir="auto">{shown || value || t('form.standing-nothing')}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

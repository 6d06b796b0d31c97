import { Form as RemixForm, useLocation, useNavigation } from '@remix-run/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refused } from '../../edge.server';
import { subjectsOf } from '../../subjects';
import { Button } from './button';
import { MadeFor } from './made-for';
import { fieldId, useRefusedStill } from './refused';

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
  const refused = useRefusedStill();
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
      <MadeFor />
      {refused?.deed === deed && <Mistakes refused={refused} deed={deed} />}
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

/**
 * What was refused of a form that the page does not hold any more: somebody else's deed took it away meanwhile, and the
 * words that stand above a form would be said nowhere. `stands` tells which deeds have their form on the page now.
 */
export function RefusedWithoutForm({ stands }: { stands: (deed: string) => boolean }) {
  const refused = useRefusedStill();
  if (!refused?.deed || stands(refused.deed)) return null;
  return <Mistakes refused={refused} deed={refused.deed} />;
}

/** What happened and what is kept, above the form, with a link to each field. Takes the focus, so that it is read. */
export function Mistakes({ refused, deed }: { refused: Refused; deed: string }) {
  const { message, fields: beside = {}, offer } = refused.refusal;
  const { t } = useTranslation(subjectsOf([message, ...Object.values(beside), offer?.label]));
  const ref = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal is announced anew, even with the same words
  useEffect(() => ref.current?.focus(), [refused]);
  const fields = Object.entries(beside);
  return (
    // Without scripts the page comes anew: the attribute takes the focus there.
    // biome-ignore lint/a11y/noAutofocus: what was refused is what the person has to hear first
    <div className="mistakes" role="alert" tabIndex={-1} ref={ref} autoFocus>
      <p>{t(message, refused.refusal.values)}</p>
      {refused.refusal.kind === 'signed-out' && <SignInBeside />}
      {fields.length > 0 && (
        <ul>
          {fields.map(([name, key]) => (
            <li key={name}>
              <a href={`#${fieldId(deed, name)}`}>{t(key, refused.refusal.values)}</a>
            </li>
          ))}
        </ul>
      )}
      {offer && (
        <p className="actions">
          <Button name={offer.name} value={offer.value ?? 'yes'}>
            {t(offer.label, refused.refusal.values)}
          </Button>
        </p>
      )}
    </div>
  );
}

/** In a window of its own: the one with what was typed stays as it is. */
export function SignInBeside() {
  const { t } = useTranslation('shared');
  const { pathname, search } = useLocation();
  return (
    <p>
      <a href={`/sign-in?to=${encodeURIComponent(pathname + search)}`} target="_blank" rel="noreferrer">
        {t('form.sign-in-beside')}
      </a>
    </p>
  );
}

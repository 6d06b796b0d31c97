import { sendAsField } from './made-for';

/** For whom the data of a page was made: the id of a person, or 0. */
export const readerHeader = 'Plenary-Reader';
/** Says to the page whether it is held as it is. */
export const heldEvent = 'plenary:held';

/** For whom the page is that stands in the browser. */
let reader: string | null = null;
let held = false;

/**
 * Whether an answer to a request of the page's own may be taken. One that was made for somebody else, since the session has
 * ended or another was begun beside it, would take the place of a page on which something is typed: then it may not,
 * unless it leads elsewhere or was asked for.
 */
export function mayTake(answer: Response, { rereads, body }: { rereads: boolean; body: unknown }): boolean {
  const now = answer.headers.get(readerHeader);
  if (now === null) return true;
  reader ??= document.documentElement.dataset.reader ?? '0';
  const isOther = now !== reader;
  if (rereads) tell(isOther && reader !== '0' && holdsWords());
  if (held && rereads) return false;
  const isAsked = (body instanceof FormData || body instanceof URLSearchParams) && body.has(sendAsField);
  if (answer.ok && (body === undefined || isAsked)) reader = now;
  if (answer.ok && reader === now) tell(false);
  return true;
}

/** What a page does that hears of the end of its session: without anything typed on it, it shows what is left for a visitor. */
export function endWithSession(): void {
  if (holdsWords()) tell(true);
  else window.location.reload();
}

function tell(isHeld: boolean): void {
  if (held === isHeld) return;
  held = isHeld;
  window.dispatchEvent(new CustomEvent(heldEvent, { detail: isHeld }));
}

function holdsWords(): boolean {
  const fields = document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>(
    'form[method=post] textarea, form[method=post] input',
  );
  return [...fields].some((field) => {
    // What React sets, it sets as the default too: of a text area only its words can be looked at.
    if (field instanceof HTMLTextAreaElement) return field.value.trim() !== '';
    return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  });
}

/** Somebody looks at the page again: they may have signed in beside it. */
export function lookedAtAgain(signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      if (!signal?.aborted && document.visibilityState === 'hidden') return;
      window.removeEventListener('focus', end);
      document.removeEventListener('visibilitychange', end);
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    };
    window.addEventListener('focus', end);
    document.addEventListener('visibilitychange', end);
    signal?.addEventListener('abort', end);
  });
}

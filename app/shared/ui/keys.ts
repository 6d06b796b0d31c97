/*
 * Keys for reading and writing without a mouse, for pages with React and without. They act only where nobody types, and
 * each can be done with a link or a button too.
 */

/** Listens until the returned function is called. */
export function listenForKeys(): () => void {
  const hear = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (act(event)) event.preventDefault();
  };
  document.addEventListener('keydown', hear);
  return () => document.removeEventListener('keydown', hear);
}

/** Does what the key asks for; false where it asks for nothing, and belongs to the browser. */
function act(event: KeyboardEvent): boolean {
  const at = event.target instanceof HTMLElement ? event.target : document.body;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return sendForm(at);
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (isTyping(at) || document.querySelector('dialog[open]')) return false;
  if (event.key === 'j') return turnTo(1);
  if (event.key === 'k') return turnTo(-1);
  if (event.key === '/') return search();
  if (event.key === '?') return explain();
  return false;
}

function isTyping(at: HTMLElement): boolean {
  return (
    at.isContentEditable || at.closest('input, textarea, select, [role=textbox], [role=combobox], [role=menu]') !== null
  );
}

/** Sends the form that is being typed in, as its primary button would; where it has none, as its first. */
function sendForm(at: HTMLElement): boolean {
  const form = isTyping(at) ? at.closest('form') : null;
  if (!form) return false;
  const primary = form.querySelector<HTMLButtonElement>('button.primary:not([disabled])');
  const first = form.querySelector<HTMLButtonElement>(
    'button[type=submit]:not([disabled]), button:not([type]):not([disabled])',
  );
  form.requestSubmit(primary ?? first);
  return true;
}

/** Takes the focus to the next article, or the one before: from where the focus is, else from what is in view. */
function turnTo(step: 1 | -1): boolean {
  const articles = [...document.querySelectorAll<HTMLElement>('main article[id]')];
  if (articles.length === 0) return false;
  const focused = articles.findIndex((a) => a.contains(document.activeElement));
  // Without a focus, the first article whose head has not been scrolled past counts as the next one.
  const inView = articles.findIndex((a) => a.getBoundingClientRect().top > -8);
  const next = focused >= 0 ? focused + step : step === 1 ? inView : (inView < 0 ? articles.length : inView) - 1;
  const article = articles[next];
  if (!article) return true;
  if (!article.hasAttribute('tabindex')) article.tabIndex = -1;
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: 'start' });
  return true;
}

function search(): boolean {
  const field = document.querySelector<HTMLInputElement>('input[type=search]');
  if (field) field.focus();
  else window.location.assign('/search');
  return true;
}

/** The list of keys: a dialog of the page, or one that it holds as a template. */
function explain(): boolean {
  const held = document.querySelector<HTMLElement>('[data-shortcuts]:is(dialog, template)');
  let dialog =
    held instanceof HTMLTemplateElement
      ? document.querySelector<HTMLDialogElement>('dialog[data-from-template]')
      : held;
  if (held instanceof HTMLTemplateElement && !dialog) {
    dialog = (held.content.querySelector('dialog') ?? held.content.firstElementChild)?.cloneNode(
      true,
    ) as HTMLElement | null;
    if (!(dialog instanceof HTMLDialogElement)) return false;
    dialog.dataset.fromTemplate = '';
    document.body.append(dialog);
  }
  if (!(dialog instanceof HTMLDialogElement)) return false;
  dialog.showModal();
  return true;
}

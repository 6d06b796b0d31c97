import { keepOnDevice, keptOnDevice } from './on-device';
import { afterTaken, isSame, mayOutlive, outcomeOf, pauseAfter, restored, type Said, type Unsent } from './unsent';

/** How long after the last key a field is sent. */
const quietMs = 900;

interface Words {
  saving: string;
  saved: string;
  /** It is on this device and is sent again. */
  unsaved: string;
  /** It is on this page alone. */
  pageOnly: string;
  /** Another sentence says why it is not taken; it is kept. */
  refused: string;
  conflict: string;
}

interface Answer {
  was?: Record<string, string>;
  conflicts?: string[];
  /** Why it was refused, in the reader's words. */
  said?: string;
}

/**
 * Keeps a form of answers as one types, and shows only what is asked: for pages with React and for those without, so it
 * works on the page itself. What is typed lies on the device until the server has acknowledged it: a page that is left while
 * it is sent, a network that is down and a server that is busy lose nothing. Each field is sent by itself, one request at a
 * time; what it was made with comes back. Returns what ends it.
 */
export function keepAnswers(form: HTMLFormElement): () => void {
  const words = JSON.parse(form.dataset.words ?? '{}') as Words;
  const of = form.dataset.keep ?? '';
  const place = form.querySelector<HTMLElement>('[data-answers-said]');
  let unsent: Unsent = {};
  /** Refused as it stands: it is not sent again until it is typed anew. */
  const refused = new Set<string>();
  let onDevice = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Unsent | null = null;
  let tries = 0;
  /** Until then the server asked to be left alone. */
  let notBefore = 0;
  let gone = false;

  const say = (text: string) => {
    if (place && place.textContent !== text) place.textContent = text;
  };

  const questions = () => [...form.querySelectorAll<HTMLElement>('[data-question]')];
  const boxOf = (id: string) => questions().find((box) => box.dataset.question === id);

  function show(): void {
    for (const box of questions()) {
      const { on, kind, value } = box.dataset;
      const before = on && boxOf(on);
      if (!before) continue;
      box.hidden = before.hidden || !holds(kind ?? '', value ?? '', saidIn(before));
      box.querySelector<HTMLElement>('.asked-if')?.toggleAttribute('hidden', true);
    }
  }

  function saidOf(id: string): Said {
    return [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' && (name === id || name.startsWith(`${id}.`)) ? [[name, value]] : [],
    );
  }

  function keep(next: Unsent): void {
    unsent = next;
    onDevice = keepOnDevice(of, unsent);
  }

  const waiting = () => Object.fromEntries(Object.entries(unsent).filter(([id]) => !refused.has(id)));
  const unsaved = () => (onDevice ? words.unsaved : words.pageOnly);

  function bodyOf(some: Unsent): URLSearchParams {
    const body = new URLSearchParams({ page: fieldOf(form, 'page') });
    for (const [id, { said, was }] of Object.entries(some)) {
      body.append(`was.${id}`, was);
      for (const [name, value] of said) body.append(name, value);
    }
    return body;
  }

  /** What is on its way when the page is left goes on without it. */
  function post(some: Unsent): Promise<Response> {
    const body = bodyOf(some);
    const keepalive = mayOutlive(body.toString().length);
    return fetch(form.dataset.answers!, { method: 'POST', body, keepalive });
  }

  async function send(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const sent = waiting();
    if (underWay || gone || Date.now() < notBefore || Object.keys(sent).length === 0) return;
    underWay = sent;
    say(words.saving);
    const answer = await post(sent).catch(() => null);
    const outcome = outcomeOf(answer?.status ?? null);
    const said = ((await answer?.json().catch(() => null)) ?? {}) as Answer;
    underWay = null;
    if (outcome === 'later') {
      say(said.said ? `${said.said} ${unsaved()}` : unsaved());
      tries++;
      const retryAfter = answer?.headers.get('Retry-After') ?? null;
      const pause = pauseAfter(tries, retryAfter);
      if (retryAfter) notBefore = Date.now() + pause;
      wait(pause);
      return;
    }
    tries = 0;
    if (outcome === 'taken') take(sent, said);
    else {
      for (const id of Object.keys(sent)) if (isSame(unsent[id]?.said ?? [], sent[id]!.said)) refused.add(id);
      say([said.said, onDevice ? words.refused : words.pageOnly].filter(Boolean).join(' '));
    }
    if (Object.keys(waiting()).length > 0) wait(quietMs);
  }

  function take(sent: Unsent, { was = {}, conflicts = [] }: Answer): void {
    for (const [id, made] of Object.entries(was)) {
      const field = form.querySelector<HTMLInputElement>(`input[name="was.${id}"]`);
      if (field && !conflicts.includes(id)) field.value = made;
    }
    keep(afterTaken(unsent, sent, Object.fromEntries(Object.entries(was).filter(([id]) => !conflicts.includes(id)))));
    say(conflicts.length > 0 ? words.conflict : words.saved);
  }

  function wait(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), Math.max(ms, notBefore - Date.now()));
  }

  function fill(id: string, said: Said): void {
    for (const field of form.querySelectorAll<HTMLInputElement>(`[name="${id}"], [name^="${id}."]`)) {
      if (field.type === 'file' || field.type === 'hidden') continue;
      const values = said.flatMap(([name, value]) => (name === field.name ? [value] : []));
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = values.includes(field.value);
      else field.value = values[0] ?? '';
    }
  }

  /** What did not arrive when the page was left before, here or in another window of this browser. */
  function takeUp(): void {
    const ids = questions().flatMap((box) => box.dataset.question ?? []);
    const onPage = ids.map((id) => [id, { said: saidOf(id), was: fieldOf(form, `was.${id}`) }] as const);
    const left = restored(keptOnDevice(of), Object.fromEntries(onPage));
    for (const [id, { said }] of Object.entries(left.fill)) fill(id, said);
    keep({ ...left.apart, ...left.fill });
    void send();
  }

  const onInput = (event: Event) => {
    const box = (event.target as HTMLElement).closest<HTMLElement>('[data-question]');
    const id = box?.dataset.question;
    show();
    if (!id || (event.target as HTMLInputElement).type === 'file') return;
    gone = false;
    refused.delete(id);
    keep({ ...unsent, [id]: { said: saidOf(id), was: fieldOf(form, `was.${id}`) } });
    wait(quietMs);
  };
  const onSubmit = () => {
    // The whole form goes with it, and from the same page it contradicts nothing that is on its way.
    gone = true;
    clearTimeout(timer);
  };
  const onLeave = () => {
    if (gone) return;
    const flying = underWay ?? {};
    const more = Object.entries(waiting()).filter(([id, { said }]) => !(flying[id] && isSame(flying[id].said, said)));
    if (more.length > 0) post(Object.fromEntries(more)).catch(() => {});
  };
  const onHide = () => document.visibilityState === 'hidden' && void send();
  const onOnline = () => void send();
  const onBack = () => {
    gone = false;
    void send();
  };
  const onClose = (event: Event) => {
    if (!gone && !onDevice && Object.keys(unsent).length > 0) event.preventDefault();
  };

  form.addEventListener('input', onInput);
  form.addEventListener('submit', onSubmit);
  window.addEventListener('pagehide', onLeave);
  window.addEventListener('pageshow', onBack);
  window.addEventListener('online', onOnline);
  window.addEventListener('beforeunload', onClose);
  document.addEventListener('visibilitychange', onHide);
  takeUp();
  show();
  form.dataset.kept = '';
  return () => {
    onLeave();
    clearTimeout(timer);
    form.removeEventListener('input', onInput);
    form.removeEventListener('submit', onSubmit);
    window.removeEventListener('pagehide', onLeave);
    window.removeEventListener('pageshow', onBack);
    window.removeEventListener('online', onOnline);
    window.removeEventListener('beforeunload', onClose);
    document.removeEventListener('visibilitychange', onHide);
  };
}

function fieldOf(form: HTMLFormElement, name: string): string {
  return form.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? '';
}

/** What is chosen or typed in a question, as the form would send it. */
function saidIn(box: HTMLElement): string[] {
  const id = box.dataset.question;
  const fields = [...box.querySelectorAll<HTMLInputElement>(`[name="${id}"]`)];
  return fields.filter((f) => (f.type !== 'radio' && f.type !== 'checkbox') || f.checked).map((f) => f.value);
}

/** As the server judges it when all is sent; here it only shows and hides. */
function holds(kind: string, value: string, said: string[]): boolean {
  if (kind === 'is')
    return said.some((s) => s === value || (s.trim() !== '' && Number(s.replace(',', '.')) === Number(value)));
  return said.some((s) => s === value || (!/^o\d+$/.test(value) && s.toLowerCase().includes(value.toLowerCase())));
}

/** How long after the last key a field is sent. */
const quietMs = 900;

interface Said {
  saving: string;
  saved: string;
  unsaved: string;
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
 * works on the page itself. Each field is sent by itself, one request at a time; what it was made with comes back. Returns
 * what ends it.
 */
export function keepAnswers(form: HTMLFormElement): () => void {
  const words = JSON.parse(form.dataset.words ?? '{}') as Said;
  const place = form.querySelector<HTMLElement>('[data-answers-said]');
  const touched = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay = false;
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

  function bodyOf(ids: Iterable<string>): URLSearchParams {
    const body = new URLSearchParams({ page: fieldOf(form, 'page') });
    const all = new FormData(form);
    for (const id of ids) {
      for (const [name, value] of all)
        if (typeof value === 'string' && (name === id || name === `was.${id}` || name.startsWith(`${id}.`)))
          body.append(name, value);
    }
    return body;
  }

  async function send(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (underWay || gone || touched.size === 0) return;
    const ids = [...touched];
    touched.clear();
    underWay = true;
    say(words.saving);
    try {
      const answer = await fetch(form.dataset.answers!, { method: 'POST', body: bodyOf(ids) });
      take(answer.ok, (await answer.json()) as Answer);
    } catch {
      // It is sent with the next letters, or when the network is back.
      for (const id of ids) touched.add(id);
      say(words.unsaved);
    } finally {
      underWay = false;
      if (touched.size > 0 && navigator.onLine) wait();
    }
  }

  function take(ok: boolean, answer: Answer): void {
    for (const [id, was] of Object.entries(answer.was ?? {})) {
      const field = form.querySelector<HTMLInputElement>(`input[name="was.${id}"]`);
      if (field && !answer.conflicts?.includes(id)) field.value = was;
    }
    if (!ok) say(answer.said ?? words.unsaved);
    else say(answer.conflicts?.length ? words.conflict : words.saved);
  }

  function wait(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), quietMs);
  }

  const onInput = (event: Event) => {
    const box = (event.target as HTMLElement).closest<HTMLElement>('[data-question]');
    const id = box?.dataset.question;
    show();
    if (!id || (event.target as HTMLInputElement).type === 'file') return;
    gone = false;
    touched.add(id);
    wait();
  };
  const onSubmit = () => {
    // The whole form goes with it, and from the same page it contradicts nothing that is on its way.
    gone = true;
    clearTimeout(timer);
  };
  const onLeave = () => {
    if (touched.size === 0 || gone) return;
    fetch(form.dataset.answers!, { method: 'POST', body: bodyOf(touched), keepalive: true }).catch(() => {});
    touched.clear();
  };
  const onHide = () => document.visibilityState === 'hidden' && onLeave();
  const onOnline = () => void send();

  form.addEventListener('input', onInput);
  form.addEventListener('submit', onSubmit);
  window.addEventListener('pagehide', onLeave);
  window.addEventListener('online', onOnline);
  document.addEventListener('visibilitychange', onHide);
  show();
  form.dataset.kept = '';
  return () => {
    onLeave();
    clearTimeout(timer);
    form.removeEventListener('input', onInput);
    form.removeEventListener('submit', onSubmit);
    window.removeEventListener('pagehide', onLeave);
    window.removeEventListener('online', onOnline);
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

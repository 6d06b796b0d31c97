import { unescapeHtml } from './browser-like';

export interface RoomAnswer {
  status: number;
  headers: Headers;
  text: string;
  bytes: Buffer;
}

export interface RoomFormFound {
  action: string;
  /** What the browser would send if nothing were typed: hidden fields, typed words, what is chosen. */
  fields: Record<string, string>;
  /** Names of everything that can be filled in. */
  names: string[];
  /** Buttons that have a name of their own. */
  buttons: { name: string; value: string }[];
}

/**
 * A browser without scripts in the room: one cookie, forms as they stand in the page, Origin as browsers send it. What
 * it sends and gets is counted, for the budget of bytes.
 */
export class RoomVisitor {
  cookie: string | null = null;
  /** The page that is shown, and its path. */
  page: RoomAnswer = { status: 0, headers: new Headers(), text: '', bytes: Buffer.alloc(0) };
  path = '/';
  readonly counted = { requests: 0, bytes: 0 };

  constructor(
    readonly base: string,
    readonly headers: Record<string, string> = {},
  ) {}

  async get(path = '/', headers: Record<string, string> = {}): Promise<RoomAnswer> {
    const answer = await this.send(path, { method: 'GET', headers });
    return this.follow(path, answer);
  }

  /** The form of a deed, as it stands in the page. */
  form(deed: string): RoomFormFound {
    const found = this.forms().find((f) => f.fields.deed === deed);
    if (!found)
      throw new Error(`The page has no form of the deed ${deed}; it has ${this.deeds().join(', ') || 'none'}.`);
    return found;
  }

  deeds(): string[] {
    return this.forms().map((f) => f.fields.deed ?? '');
  }

  /** Fills in and sends a form of the page. `undefined` takes a field out, as an unchecked box does. */
  async submit(
    deed: string,
    typed: Record<string, string | undefined> = {},
    options: { follow?: boolean; headers?: Record<string, string> } = {},
  ): Promise<RoomAnswer> {
    const form = this.form(deed);
    const missing = Object.keys(typed).filter((name) => !form.names.includes(name));
    if (missing.length > 0)
      throw new Error(`The form ${deed} has no ${missing.join(', ')}; it has ${form.names.join(', ')}.`);
    return this.post(form.action, { ...form.fields, ...typed }, options);
  }

  /** Sends whatever is given, whether a page asked for it or not. */
  async post(
    path: string,
    fields: Record<string, string | undefined> | string,
    options: { follow?: boolean; headers?: Record<string, string> } = {},
  ): Promise<RoomAnswer> {
    const body =
      typeof fields === 'string'
        ? fields
        : new URLSearchParams(
            Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
          ).toString();
    const answer = await this.send(path, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: this.base, ...options.headers },
    });
    if (options.follow === false) return answer;
    return this.follow(path, answer);
  }

  /** Words of the page without its tags, for what a person reads. */
  words(): string {
    const body = this.page.text.slice(this.page.text.indexOf('<body'));
    return unescapeHtml(body.replace(/<script[\s\S]*?<\/script>/g, ' ').replace(/<[^>]+>/g, ' '))
      .replace(/\s+/g, ' ')
      .trim();
  }

  private async follow(path: string, answer: RoomAnswer): Promise<RoomAnswer> {
    const to = answer.headers.get('location');
    if (answer.status === 303 && to && URL.canParse(to, this.base) && new URL(to, this.base).origin === this.base)
      return this.get(new URL(to, this.base).pathname);
    this.page = answer;
    this.path = path;
    return answer;
  }

  private async send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<RoomAnswer> {
    const response = await fetch(`${this.base}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...this.headers, ...(this.cookie ? { Cookie: `__Host-s=${this.cookie}` } : {}), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const value = /^__Host-s=([^;]*)/.exec(line)?.[1];
      if (value !== undefined) this.cookie = /max-age=0/i.test(line) ? null : value;
    }
    const bytes = Buffer.from(await response.arrayBuffer());
    this.counted.requests++;
    this.counted.bytes += bytes.length;
    return { status: response.status, headers: response.headers, text: bytes.toString('utf8'), bytes };
  }

  private forms(): RoomFormFound[] {
    return [...this.page.text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, body]) =>
      readForm(attributesOf(head!).action ?? this.path, body!),
    );
  }
}

function readForm(action: string, html: string): RoomFormFound {
  const fields: Record<string, string> = {};
  const names = new Set<string>();
  const buttons: { name: string; value: string }[] = [];
  for (const [, head] of html.matchAll(/<input\b([^>]*?)\/?>/g)) {
    const a = attributesOf(head!);
    if (a.name === undefined) continue;
    names.add(a.name);
    const isChoice = a.type === 'checkbox' || a.type === 'radio';
    if (!isChoice || 'checked' in a) fields[a.name] = a.value ?? (isChoice ? 'on' : '');
  }
  for (const [, head, text] of html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const { name } = attributesOf(head!);
    if (name === undefined) continue;
    names.add(name);
    // A browser leaves out the line break that follows the tag.
    fields[name] = unescapeHtml(text!.replace(/^\r?\n/, ''));
  }
  for (const [, head, options] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const { name } = attributesOf(head!);
    if (name === undefined) continue;
    names.add(name);
    const all = [...options!.matchAll(/<option\b([^>]*)>/g)].map(([, option]) => attributesOf(option!));
    const chosen = all.find((option) => 'selected' in option) ?? all[0];
    if (chosen) fields[name] = chosen.value ?? '';
  }
  for (const [, head] of html.matchAll(/<button\b([^>]*)>/g)) {
    const { name, value } = attributesOf(head!);
    if (name === undefined) continue;
    names.add(name);
    buttons.push({ name, value: value ?? '' });
  }
  return { action, fields, names: [...names], buttons };
}

function attributesOf(head: string): Record<string, string> {
  return Object.fromEntries(
    [...head.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [
      name!.toLowerCase(),
      unescapeHtml(value ?? ''),
    ]),
  );
}

/**
 * A browser without JavaScript: keeps cookies, follows redirects after forms, sends Origin as browsers do. Enough to
 * walk every form by HTTP alone, which is how the pages must work anyway.
 */
export class Visitor {
  private cookies = new Map<string, string>();

  constructor(
    readonly base: string,
    readonly headers: Record<string, string> = {},
  ) {}

  get cookie(): string {
    return [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { method: 'GET', headers });
  }

  /** Posts a form as a browser would; `follow` false leaves the redirect to be looked at. */
  async post(
    path: string,
    fields: Record<string, string | string[] | Blob> | FormData,
    options: { follow?: boolean; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const body = toBody(fields);
    const answer = await this.send(path, { method: 'POST', body, headers: { Origin: this.base, ...options.headers } });
    if (options.follow === false || ![301, 302, 303].includes(answer.status)) return answer;
    return this.get(answer.headers.get('location')!);
  }

  private async send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Answer> {
    const response = await fetch(new URL(path, this.base), {
      ...init,
      redirect: 'manual',
      headers: { ...this.headers, ...(this.cookies.size ? { Cookie: this.cookie } : {}), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair, ...attributes] = line.split(';');
      const [name, ...value] = pair!.split('=');
      if (attributes.some((a) => /max-age=0/i.test(a))) this.cookies.delete(name!.trim());
      else this.cookies.set(name!.trim(), value.join('='));
    }
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      headers: response.headers,
      text: bytes.toString('utf8'),
      bytes,
      path: new URL(response.url).pathname,
    };
  }
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  bytes: Buffer;
  path: string;
}

function toBody(fields: Record<string, string | string[] | Blob> | FormData): FormData | URLSearchParams {
  if (fields instanceof FormData) return fields;
  if (Object.values(fields).some((v) => v instanceof Blob)) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) for (const v of [value].flat()) form.append(name, v);
    return form;
  }
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const v of [value].flat()) form.append(name, v as string);
  return form;
}

/** The value of a hidden or typed field in a page, by its name. */
export function fieldOf(html: string, name: string): string {
  const tag = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0];
  if (!tag) throw new Error(`The page has no field named ${name}.`);
  return unescapeHtml(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
}

export function unescapeHtml(html: string): string {
  return html
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

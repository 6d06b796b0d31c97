import type { EntryContext, HandleDataRequestFunction, HandleErrorFunction } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import type { AppContext } from './shared/context';
import { handedElements } from './shared/handing';
import { withSubjects } from './shared/i18n-instance';
import { readerHeader } from './shared/page-reader';
import { isRefusal } from './shared/refusal';
import { type KeepMarkup, MarkupContext } from './shared/ui/kept';
import { NonceContext } from './shared/ui/nonce';

/**
 * Renders the whole page at once, before the first byte is sent: pages are small, nothing in them comes later, a kept
 * page needs all its bytes, and an error half way can still become an honest status. Remix would send the loaders' data
 * after the page in pieces, each of them a suspended part of the tree; here they are one script at its end.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  { serverHandoffStream: data, ...remixContext }: EntryContext,
  context: AppContext,
): Promise<Response> {
  const pieces: Buffer[] = [];
  const { made: html, subjects } = withSubjects(context.i18n, () =>
    renderToString(
      <NonceContext.Provider value={context.nonce}>
        <MarkupContext.Provider value={keepFor(context, pieces)}>
          <I18nextProvider i18n={context.i18n}>
            <RemixServer context={remixContext} url={request.url} nonce={context.nonce} />
          </I18nextProvider>
        </MarkupContext.Provider>
      </NonceContext.Provider>,
    ),
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const runsScripts = remixContext.renderMeta?.didRenderScripts === true;
  if (!runsScripts) await data?.cancel();
  const page = `<!DOCTYPE html>${runsScripts ? withData(html, await textOf(data), remixContext, context.nonce, subjects) : html}`;
  context.give(inPlace(page, pieces, context.nonce));
  return new Response(null, { status, headers });
}

/** Of which subjects the texts of pieces are, by the name of the piece. */
const subjectsOfPieces = new Map<string, Set<string>>();

/**
 * Pieces are rendered by themselves, and only where nobody has been shown the very same before. In the page stands a
 * mark for each, which nobody who writes in it can know: their bytes are put there at the end. A page counts the subjects
 * of all its pieces among its own, also of those that were made for another: the browser renders them itself.
 */
function keepFor({ markup, language, i18n, nonce }: AppContext, pieces: Buffer[]): KeepMarkup | null {
  if (!markup) return null;
  const counted = new Set<string>();
  return (madeOf, piece) => {
    const name = madeOf.slice(0, madeOf.indexOf(' '));
    const make = () => {
      const { made, subjects } = withSubjects(i18n, () =>
        renderToString(<I18nextProvider i18n={i18n}>{piece()}</I18nextProvider>),
      );
      subjectsOfPieces.set(name, new Set([...(subjectsOfPieces.get(name) ?? []), ...subjects]));
      return made;
    };
    const place = markOf(nonce, pieces.push(markup(`${language} ${madeOf}`, make)) - 1);
    if (!counted.has(name)) for (const subject of subjectsOfPieces.get(name) ?? []) i18n.hasLoadedNamespace(subject);
    counted.add(name);
    return place;
  };
}

function markOf(nonce: string, piece: number): string {
  return `<!--${nonce} ${piece}-->`;
}

function inPlace(page: string, pieces: Buffer[], nonce: string): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const [i, piece] of pieces.entries()) {
    const mark = markOf(nonce, i);
    const found = page.indexOf(mark, at);
    // React renders in order; a piece whose part of the page was given up for an error has no mark.
    if (found < 0) continue;
    parts.push(Buffer.from(page.slice(at, found)), piece);
    at = found + mark.length;
  }
  parts.push(Buffer.from(page.slice(at)));
  return Buffer.concat(parts);
}

/** What the loaders gave, where Remix's script in the page waits for it; and of which subjects the page's texts are. */
function withData(
  html: string,
  data: string,
  { staticHandlerContext }: EntryContext,
  nonce: string,
  subjects: string[],
): string {
  const end = html.lastIndexOf('</body>');
  const handed = handedElements(staticHandlerContext.loaderData);
  const script = `${handed}<script nonce="${nonce}">{const c=window.__remixContext.streamController;c.enqueue(${inScript(data)});c.close();window.plenarySubjects=${inScript(subjects.join(' '))}}</script>`;
  return html.slice(0, end) + script + html.slice(end);
}

/** A string inside of an inline script: nothing in it may end the script or open a comment. */
function inScript(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

async function textOf(stream: ReadableStream<Uint8Array> | undefined): Promise<string> {
  const decoder = new TextDecoder();
  const reader = stream?.getReader();
  let text = '';
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    text += decoder.decode(read.value, { stream: true });
  }
  return text;
}

/** Data alone says for whom it was made: a page on which somebody types takes none that is for others. */
export const handleDataRequest: HandleDataRequestFunction = (response, { context }) => {
  response.headers.set(readerHeader, String((context as AppContext).reader?.id ?? 0));
  return response;
};

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || isRefusal(error)) return;
  const c = context as AppContext;
  c.log.error({ id: c.requestId, path: new URL(request.url).pathname, error: described(error) }, 'a request failed');
};

/** Errors of the driver carry the values of the query; only what names the place of the fault is written down. */
function described(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const e = error as Error & { code?: string; constraint_name?: string; routine?: string; status?: number };
  if (e.name === 'PostgresError')
    return { name: e.name, code: e.code, constraint: e.constraint_name, routine: e.routine };
  return { name: e.name, message: e.message.slice(0, 300), stack: e.stack?.split('\n').slice(1, 6).join('\n') };
}

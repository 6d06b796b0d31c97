import { PassThrough } from 'node:stream';
import type { EntryContext, HandleErrorFunction } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import type { AppContext } from './shared/context';
import { isRefusal } from './shared/refusal';
import { NonceContext } from './shared/ui/nonce';

/**
 * Renders the whole page before the first byte is sent: pages are small, a kept page needs all its bytes, and an error
 * half way can still become an honest status.
 */
export default function handleRequest(
  _request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let failed: unknown;
    const { pipe } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <I18nextProvider i18n={context.i18n}>
          <RemixServer context={remixContext} url={_request.url} nonce={context.nonce} abortDelay={20_000} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        onAllReady() {
          const chunks: Buffer[] = [];
          const body = new PassThrough();
          body.on('data', (chunk: Buffer) => chunks.push(chunk));
          body.on('end', () => {
            headers.set('Content-Type', 'text/html; charset=utf-8');
            resolve(new Response(Buffer.concat(chunks), { status: failed ? 500 : status, headers }));
          });
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          failed = error;
          context.log.error({ id: context.requestId, error: described(error) }, 'a page could not be rendered');
        },
      },
    );
  });
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || isRefusal(error)) return;
  const c = context as AppContext;
  c.log.error({ id: c.requestId, path: new URL(request.url).pathname, error: described(error) }, 'a request failed');
};

/** Errors of the driver carry the values of the query; only what names the place of the fault is written down. */
function described(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const e = error as Error & { code?: string; constraint_name?: string; routine?: string; status?: number };
  if (e.name === 'PostgresError') return { name: e.name, code: e.code, constraint: e.constraint_name, routine: e.routine };
  return { name: e.name, message: e.message.slice(0, 300), stack: e.stack?.split('\n').slice(1, 6).join('\n') };
}

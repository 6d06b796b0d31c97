import type { EntryContext, HandleErrorFunction } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import type { RoomContext } from './context';
import { roomTexts } from './texts.server';

/** The whole page at once, without a script: nothing in it comes later, and an error half way is an honest status. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: unknown,
): Response {
  // Something was thrown: the process has a page for each status, and it is the same for everybody.
  if (remixContext.staticHandlerContext.errors) return new Response(null, { status, headers });
  const { language } = context as RoomContext;
  const html = renderToString(
    <I18nextProvider i18n={roomTexts(language)}>
      <RemixServer context={remixContext} url={request.url} />
    </I18nextProvider>,
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Response(`<!DOCTYPE html>${html}`, { status, headers });
}

/** Remix would print the error with its values and its place. That there was one is all that may be said of it. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) (context as unknown as RoomContext).fault(error);
};

import {
  isRouteErrorResponse,
  Links,
  Meta,
  type MetaFunction,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isGuestPage } from './events/live/guest';
import { useVoices } from './heard/components/use-voices';
import { useUnread } from './notices/components/use-unread';
import { type KeptForm, page } from './shared/edge.server';
import { directionOf } from './shared/languages';
import { isRefusal } from './shared/refusal';
import { Apology } from './shared/ui/apology';
import { Frame } from './shared/ui/frame';
import { KeptFormPage } from './shared/ui/kept-form';
import { useNonce } from './shared/ui/nonce';
import stylesheet from './shared/ui/plenary.css?url';
import { SessionEnded } from './shared/ui/session-ended';
import { useWays } from './shared/ui/way';

/** Who follows what is on the page: people who are signed in, and guests beside a talk. Other pages are whole as they are. */
function runsScripts(reader: unknown, request: Request, url: URL): boolean {
  return reader !== null || isGuestPage(url.pathname, request.headers.get('cookie'));
}

export const loader = page(async ({ reader, request, language, url, development, island, publicUrl, now }) => ({
  language,
  here: url.pathname,
  origin: publicUrl,
  at: now().toISOString(),
  development,
  scripts: runsScripts(reader, request, url),
  island: runsScripts(reader, request, url) ? null : island,
  reader: reader && {
    id: reader.id,
    name: reader.name,
    handle: reader.handle,
    state: reader.state,
    secretariat: reader.secretariat,
    offices: reader.offices.length > 0,
    timeZone: reader.timeZone,
    shortcuts: reader.shortcuts,
    waiting: reader.waiting,
    unread: reader.unread ?? 0,
  },
}));

export type RootData = ReturnType<typeof useLoaderData<typeof loader>>;

export const meta: MetaFunction = () => [{ title: 'Plenary' }];

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root');
  const { i18n } = useTranslation();
  const nonce = useNonce();
  const language = root?.language ?? i18n.language;
  return (
    <html
      lang={language}
      dir={directionOf(language)}
      data-reader={root?.reader?.id}
      data-shortcuts={root?.reader && !root.reader.shortcuts ? 'off' : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={stylesheet} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {/* Visitors get no React in the browser: the page is whole as it is, and one small script listens. */}
        {root?.scripts ? (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        ) : (
          root?.island && <script type="module" src={root.island} />
        )}
      </body>
    </html>
  );
}

export default function App() {
  const data = useLoaderData<typeof loader>();
  // A guest's other pages run no scripts: they are loaded whole.
  useWays(data.reader !== null);
  useVoices();
  const unread = useUnread(data.reader?.unread ?? null);
  // What is thrown on a wall has no frame: nothing there is pressed.
  if (useMatches().some((match) => (match.handle as { bare?: boolean } | undefined)?.bare)) return <Bare />;
  return (
    <Frame root={data.reader ? { ...data, reader: { ...data.reader, unread } } : data}>
      {data.reader && <SessionEnded />}
      <Outlet />
    </Frame>
  );
}

function Bare() {
  return (
    <main id="main" tabIndex={-1}>
      <Outlet />
    </main>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const root = useRouteLoaderData<typeof loader>('root');
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const refusal = isRouteErrorResponse(error) && isRefusal(error.data) ? error.data : undefined;
  // Such a page is an answer to a browser that runs no script: none need bring it.
  const kept = refusal && (error as { data: { kept?: KeptForm } }).data.kept;
  return (
    <Frame root={root}>
      {kept && import.meta.env.SSR ? (
        <KeptFormPage refusal={refusal} kept={kept} />
      ) : (
        <Apology status={status} refusal={refusal} />
      )}
    </Frame>
  );
}

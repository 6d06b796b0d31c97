import { Meta, type MetaFunction, Outlet, useLoaderData, useLocation, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../shared/languages';
import { roomPage } from './edge.server';
import { Frame } from './ui/frame';

export const loader = roomPage(async ({ token, language, exitPath, look, t }) => ({
  token,
  language,
  exitPath,
  look: { sheet: look.sheet, staff: look.staff, exit: look.exit },
  title: t('forms:title'),
}));

export type RoomRootData = ReturnType<typeof useLoaderData<typeof loader>>;

/** One title for every page of the room, on either side: it stands in histories and on taskbars. */
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root');
  const { i18n } = useTranslation();
  const language = root?.language ?? i18n.language;
  const isDesk = /^\/desk(\/|$)/.test(useLocation().pathname);
  return (
    <html lang={language} dir={directionOf(language)} translate="no" className="notranslate">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="google" content="notranslate" />
        <meta name="color-scheme" content="light dark" />
        {root && isDesk && <link rel="stylesheet" href={root.look.staff} />}
        {root && !isDesk && (
          // biome-ignore lint/security/noDangerouslySetInnerHtml: our own sheet, made at the build; escaped it would be none
          <style dangerouslySetInnerHTML={{ __html: root.look.sheet }} />
        )}
        {root && <script src={root.look.exit.src} integrity={root.look.exit.integrity} defer />}
        <Meta />
      </head>
      <body>{children}</body>
    </html>
  );
}

export default function App() {
  return (
    <Frame root={useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  );
}

/** Never seen: the process answers with a plain page of its own. Without one Remix would show its own, which has a script. */
export function ErrorBoundary() {
  return <main />;
}

import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Way } from '../../../shared/ui/way';
import type { HeadView } from '../../head';
import type { WriteData } from './write-data';

const DocumentEditor = lazy(() => import('./editor.client'));

export interface WritePageProps {
  head: HeadView;
  data: WriteData;
  zone: string;
  words: {
    opening: string;
    noScript: string;
    read: string;
    comments: string;
    suggestions: string;
    onlyReading: string;
  };
}

/** The frame around the editor, which comes with scripts alone; without them, the ways to what can be read. */
export function WritePage({ head, data, zone, words }: WritePageProps) {
  const path = `/documents/${data.id}`;
  return (
    <div className="write-page">
      <header className="write-head">
        <h1 lang={head.titleLanguage} dir="auto">
          {head.title}
        </h1>
        <nav className="filters" aria-label={head.title}>
          <Way to={path}>{words.read}</Way>
          <Way to={`${path}/comments`}>{words.comments}</Way>
          <Way to={`${path}/suggestions`}>{words.suggestions}</Way>
        </nav>
        {data.access === 'read' && <p className="hint">{words.onlyReading}</p>}
      </header>
      <noscript>
        <p className="notice">{words.noScript}</p>
      </noscript>
      <InBrowser>
        <Suspense fallback={<Opening words={words.opening} />}>
          <DocumentEditor data={data} zone={zone} opening={words.opening} />
        </Suspense>
      </InBrowser>
    </div>
  );
}

function Opening({ words }: { words: string }) {
  return (
    <p className="pending" role="status">
      {words}
    </p>
  );
}

/** The server has no editor: what it sends stays as it is until the scripts run. */
function InBrowser({ children }: { children: ReactNode }) {
  const [here, setHere] = useState(false);
  useEffect(() => setHere(true), []);
  return here ? children : null;
}

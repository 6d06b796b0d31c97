import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Way } from '../../../shared/ui/way';
import type { HeadView } from '../../head';
import { pathOf, places } from '../document-frame';
import type { WriteData } from './write-data';

const DocumentEditor = lazy(() => import('./editor.client'));

export interface WritePageProps {
  head: HeadView;
  data: WriteData;
  zone: string;
  /** The editor's own words come with it; these stand before. */
  words: { opening: string; noScript: string; onlyReading: string };
}

/** The frame around the editor, which comes with scripts alone; without them, the ways to what can be read. */
export function WritePage({ head, data, zone, words }: WritePageProps) {
  const { t } = useTranslation('documents');
  const others = places.filter((place) => place !== 'write' && (place !== 'redact' || head.may.administer));
  return (
    <div className="write-page">
      <header className="write-head">
        <h1 lang={head.titleLanguage} dir="auto">
          {head.title}
        </h1>
        <nav className="filters" aria-label={t('ways')}>
          {others.map((place) => (
            <Way key={place} to={pathOf(data.id, place)}>
              {t(`place.${place}`)}
            </Way>
          ))}
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

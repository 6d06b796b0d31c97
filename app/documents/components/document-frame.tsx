import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import type { HeadView } from '../head';

export const places = [
  'read',
  'write',
  'comments',
  'suggestions',
  'clearance',
  'versions',
  'sources',
  'voices',
  'people',
  'export',
  'redact',
] as const;
export type PlaceOfDocument = (typeof places)[number];

/** Where this reader may go from here. */
function mayGo(head: HeadView, place: PlaceOfDocument): boolean {
  // Who neither writes nor says anything beside the text has nothing to do there, and would be led back.
  if (place === 'write') return head.may.write || head.may.suggest || head.may.comment;
  if (place === 'read' || place === 'sources' || place === 'voices' || place === 'export') return true;
  return place === 'redact' ? head.may.administer : head.may.open;
}

export function pathOf(id: number, place: PlaceOfDocument): string {
  return place === 'read' ? `/documents/${id}` : `/documents/${id}/${place}`;
}

/** What stands above every page of a document, and the ways between them. */
export function DocumentFrame({
  head,
  at,
  title,
  rail,
  children,
}: {
  head: HeadView;
  at: PlaceOfDocument;
  /** What this page is; without it the document's title is. */
  title?: string;
  rail?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation('documents');
  const name = (
    <bdi lang={head.titleLanguage} dir={directionOf(head.titleLanguage)}>
      {head.title}
    </bdi>
  );
  return (
    <div className={rail ? 'columns' : 'narrow'}>
      <header>
        <p className="crumb">
          <Link to="/documents">{t('title')}</Link>
          {title && (
            <>
              {' › '}
              <Link to={pathOf(head.id, 'read')}>{name}</Link>
            </>
          )}
        </p>
        <h1>{title ?? name}</h1>
        <Ways head={head} at={at} />
      </header>
      {rail}
      {children}
    </div>
  );
}

function Ways({ head, at }: { head: HeadView; at: PlaceOfDocument }) {
  const { t } = useTranslation('documents');
  const open = places.filter((place) => mayGo(head, place));
  return (
    <nav className="filters" aria-label={t('ways')}>
      {open.map((place) => (
        // The editor is a page of its own weight: it is loaded when it is asked for.
        <Link key={place} to={pathOf(head.id, place)} prefetch="none" aria-current={place === at ? 'page' : undefined}>
          {t(`place.${place}`)}
        </Link>
      ))}
    </nav>
  );
}

/** The words of a section's key: its heading, or that it stands before the first. */
export function SectionTitle({ title }: { title: string }) {
  const { t } = useTranslation('documents');
  return title ? <bdi>{title}</bdi> : t('before-first');
}

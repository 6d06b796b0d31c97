import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { listedStates } from '../../admission';

export type PeopleView = (typeof listedStates)[number] | 'invitations';

/** What the pages of people have in common: the ways to read them, and what was just done. */
export function PeopleFrame({ view, done, children }: { view: PeopleView; done: string | null; children: ReactNode }) {
  const { t } = useTranslation('admission');
  return (
    <>
      <h1>{t('title')}</h1>
      {done && (
        <p className="notice good" role="status">
          {t(`done.${done}`)}
        </p>
      )}
      <nav className="filters" aria-label={t('views')}>
        {listedStates.map((state) => (
          <Link
            key={state}
            to={state === 'waiting' ? '/people' : `/people?state=${state}`}
            aria-current={view === state ? 'true' : undefined}
          >
            {t(`view.${state}`)}
          </Link>
        ))}
        <Link to="/people/invitations" aria-current={view === 'invitations' ? 'true' : undefined}>
          {t('view.invitations')}
        </Link>
      </nav>
      {children}
    </>
  );
}

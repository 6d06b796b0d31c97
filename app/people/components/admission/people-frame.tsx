import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ListedState, listedStates } from '../../admission';

export type PeopleView = (typeof listedStates)[number] | 'invitations';

/** Address of the list of people in one state, narrowed to what is looked for. */
export function peopleAddress({
  state,
  query = '',
  page = 1,
}: {
  state: ListedState;
  query?: string;
  page?: number;
}): string {
  const search = new URLSearchParams();
  if (state !== 'waiting') search.set('state', state);
  if (query) search.set('q', query);
  if (page > 1) search.set('page', String(page));
  const asked = search.toString();
  return asked ? `/people?${asked}` : '/people';
}

/** What the pages of people have in common: the ways to read them, and what was just done. */
export function PeopleFrame({
  view,
  done,
  query = '',
  children,
}: {
  view: PeopleView;
  done: string | null;
  /** What is looked for goes along from one state to another. */
  query?: string;
  children: ReactNode;
}) {
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
          <Link key={state} to={peopleAddress({ state, query })} aria-current={view === state ? 'true' : undefined}>
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

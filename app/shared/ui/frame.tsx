import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mostUnread } from '../../notices/notice';
import type { RootData } from '../../root';
import { languageNames, languages } from '../languages';
import { formatTime } from '../time';
import { keptPiece } from './kept';
import { useShortcuts } from './shortcuts';
import { Way } from './way';

/** What stands on every page: where one is, who one is, and the way to the words. */
export function Frame({ root, children }: { root: RootData | undefined; children: ReactNode }) {
  const { t } = useTranslation('shared');
  const { pathname } = useLocation();
  const reader = root?.reader;
  useShortcuts(reader?.shortcuts ?? false);
  return (
    <>
      <a className="skip" href="#main">
        {t('frame.skip')}
      </a>
      <Top
        at={pathname.split('/')[1] ?? ''}
        waiting={reader ? reader.waiting : null}
        unread={reader?.unread ?? 0}
        people={Boolean(reader?.secretariat || reader?.offices)}
        here={reader ? null : (root?.here ?? '/')}
      />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <Foot root={root} />
      <Keys />
    </>
  );
}

/** Rows of seats around the one who speaks: the same sign as the favicon. */
function Mark() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M2.5 18.5a9.5 9.5 0 0 1 19 0M7.5 18.5a4.5 4.5 0 0 1 9 0" />
      <circle cx="12" cy="18.5" r="1.6" fill="currentColor" stroke="none" />
    </svg>
  );
}

/** The keys of a page, opened with ?; whoever uses none never meets it. */
const Keys = keptPiece(
  'keys',
  'dialog',
  { 'data-shortcuts': 'true', 'aria-labelledby': 'keys-title' },
  function Keys() {
    const { t } = useTranslation('shared');
    return (
      <>
        <h2 id="keys-title">{t('keys.title')}</h2>
        <dl>
          {(['next', 'before', 'search', 'send', 'help'] as const).map((key) => (
            <div key={key}>
              <dt>
                <kbd>{t(`keys.${key}.key`)}</kbd>
              </dt>
              <dd>{t(`keys.${key}.does`)}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button type="submit" className="plain">
            {t('keys.close')}
          </button>
        </form>
      </>
    );
  },
);

interface Above {
  /** The first part of the address: which of the places one is in. */
  at: string;
  /** How much asks something of the reader; null for a visitor. */
  waiting: number | null;
  /** How many notices the reader has not read. */
  unread: number;
  /** Whether the reader sees to other people. */
  people: boolean;
  /** Where a visitor comes back to after signing in. */
  here: string | null;
}

const Top = keptPiece('top', 'header', { className: 'top' }, function Top(above: Above) {
  return (
    <div className="bar">
      <Way className="name" to="/">
        <Mark />
        Plenary
      </Way>
      <Places {...above} />
      <Doors {...above} />
    </div>
  );
});

function Place({ to, at, children }: { to: string; at: string; children: ReactNode }) {
  return (
    <Way to={`/${to}`} aria-current={at === to ? 'page' : undefined}>
      {children}
    </Way>
  );
}

function Places({ at, waiting, people }: Above) {
  const { t } = useTranslation('shared');
  return (
    <nav aria-label={t('frame.navigation')}>
      <ul>
        {waiting !== null && (
          <li>
            <Place to="for-you" at={at}>
              {t('frame.for-you')}
              {waiting > 0 && (
                <>
                  {' '}
                  <span className="count" aria-hidden="true">
                    {waiting}
                  </span>
                  <span className="unseen">{t('frame.waiting', { count: waiting })}</span>
                </>
              )}
            </Place>
          </li>
        )}
        <li>
          <Place to="discussions" at={at}>
            {t('frame.discussions')}
          </Place>
        </li>
        <li>
          <Place to="consultations" at={at}>
            {t('frame.consultations')}
          </Place>
        </li>
        <li>
          <Place to="events" at={at}>
            {t('frame.events')}
          </Place>
        </li>
        <li>
          <Place to="documents" at={at}>
            {t('frame.documents')}
          </Place>
        </li>
        <li>
          <Place to="organisations" at={at}>
            {t('frame.organisations')}
          </Place>
        </li>
        {waiting !== null && (
          <li>
            <Place to="decisions" at={at}>
              {t('frame.decisions')}
            </Place>
          </li>
        )}
        {people && (
          <li>
            <Place to="people" at={at}>
              {t('frame.people')}
            </Place>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Doors({ at, here, unread }: Above) {
  const { t } = useTranslation('shared');
  return (
    <nav className="me" aria-label={t('frame.account-navigation')}>
      <Place to="search" at={at}>
        {t('frame.search')}
      </Place>
      {here === null ? (
        <>
          <Place to="notices" at={at}>
            {t('notices:frame.notices')}
            {unread > 0 && (
              <>
                {' '}
                <span className="count" aria-hidden="true">
                  {unread > mostUnread ? `${mostUnread}+` : unread}
                </span>
                <span className="unseen">{t('notices:frame.unread', { count: unread })}</span>
              </>
            )}
          </Place>
          <Place to="account" at={at}>
            {t('frame.account')}
          </Place>
        </>
      ) : (
        <>
          <Way to={`/sign-in?to=${encodeURIComponent(here)}`}>{t('frame.sign-in')}</Way>
          <Way to="/register">{t('frame.register')}</Way>
        </>
      )}
    </nav>
  );
}

function Foot({ root }: { root: RootData | undefined }) {
  const { t, i18n } = useTranslation('shared');
  return (
    <footer className="foot">
      <form method="post" action="/language" className="languages">
        <input type="hidden" name="to" value={root?.here ?? '/'} />
        <span>{t('frame.language')}</span>
        {languages.map((language) => (
          <button
            key={language}
            type="submit"
            name="language"
            value={language}
            lang={language}
            className="quiet"
            aria-current={i18n.language === language ? 'true' : undefined}
          >
            {languageNames[language]}
          </button>
        ))}
      </form>
      <p>
        <Way to="/help">{t('frame.help')}</Way> · <Way to="/glossary">{t('frame.glossary')}</Way> ·{' '}
        <Way to="/voices">{t('frame.voices')}</Way> · <Way to="/committee">{t('frame.committee')}</Way> ·{' '}
        {!root?.reader && (
          <>
            <Way to="/decisions">{t('frame.decisions')}</Way> ·{' '}
          </>
        )}
        <Way to="/recommendations">{t('frame.recommendations')}</Way> ·{' '}
        <Way to="/programmes">{t('frame.programmes')}</Way> · <Way to="/workplan">{t('frame.workplan')}</Way> ·{' '}
        <Way to="/pilots">{t('frame.pilots')}</Way>
        {root?.reader && (
          <>
            {' '}
            · <Way to="/questionnaires">{t('frame.questionnaires')}</Way>
          </>
        )}
        {root?.development && (
          <>
            {' '}
            · <a href="/dev/outbox">{t('frame.outbox')}</a>
          </>
        )}
      </p>
      {root?.at && (
        // Paper loses the address bar and the clock: the page says both of itself, where only print shows it.
        <p
          className="colophon"
          data-address={t('frame.printed', {
            time: formatTime(root.at, i18n.language, 'UTC', 'date-time'),
            address: root.origin + root.here,
          })}
        />
      )}
    </footer>
  );
}

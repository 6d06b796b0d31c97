import { Form, Link, NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RootData } from '../../root';
import { languageNames, languages } from '../languages';
import { formatTime } from '../time';
import { useShortcuts } from './shortcuts';

/** What stands on every page: where one is, who one is, and the way to the words. */
export function Frame({ root, children }: { root: RootData | undefined; children: ReactNode }) {
  const { t } = useTranslation('shared');
  useShortcuts(root?.reader?.shortcuts ?? false);
  return (
    <>
      <a className="skip" href="#main">
        {t('frame.skip')}
      </a>
      <header className="top">
        <div className="bar">
          <Link className="name" to="/">
            <Mark />
            Plenary
          </Link>
          <Places reader={root?.reader} />
          <Doors root={root} />
        </div>
      </header>
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
function Keys() {
  const { t } = useTranslation('shared');
  return (
    <dialog data-shortcuts aria-labelledby="keys-title">
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
    </dialog>
  );
}

function Places({ reader }: { reader: RootData['reader'] | undefined }) {
  const { t } = useTranslation('shared');
  return (
    <nav aria-label={t('frame.navigation')}>
      <ul>
        {reader && (
          <li>
            <NavLink to="/for-you">
              {t('frame.for-you')}
              {reader.waiting > 0 && (
                <>
                  {' '}
                  <span className="count" aria-hidden="true">
                    {reader.waiting}
                  </span>
                  <span className="unseen">{t('frame.waiting', { count: reader.waiting })}</span>
                </>
              )}
            </NavLink>
          </li>
        )}
        <li>
          <NavLink to="/discussions">{t('frame.discussions')}</NavLink>
        </li>
        <li>
          <NavLink to="/organisations">{t('frame.organisations')}</NavLink>
        </li>
        {(reader?.secretariat || reader?.offices) && (
          <li>
            <NavLink to="/people">{t('frame.people')}</NavLink>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Doors({ root }: { root: RootData | undefined }) {
  const { t } = useTranslation('shared');
  return (
    <nav className="me" aria-label={t('frame.account-navigation')}>
      <NavLink to="/search">{t('frame.search')}</NavLink>
      {root?.reader ? (
        <NavLink to="/account">{t('frame.account')}</NavLink>
      ) : (
        <>
          <Link to={`/sign-in?to=${encodeURIComponent(root?.here ?? '/')}`}>{t('frame.sign-in')}</Link>
          <Link to="/register">{t('frame.register')}</Link>
        </>
      )}
    </nav>
  );
}

function Foot({ root }: { root: RootData | undefined }) {
  const { t, i18n } = useTranslation('shared');
  return (
    <footer className="foot">
      <Form method="post" action="/language" className="languages" reloadDocument>
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
      </Form>
      <p>
        <Link to="/help">{t('frame.help')}</Link> · <Link to="/glossary">{t('frame.glossary')}</Link>
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

import { Form, Link, NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RootData } from '../../root';
import { languageNames, languages } from '../languages';

/** What stands on every page: where one is, who one is, and the way to the words. */
export function Frame({ root, children }: { root: RootData | undefined; children: ReactNode }) {
  const { t, i18n } = useTranslation('shared');
  const reader = root?.reader;
  return (
    <>
      <a className="skip" href="#main">
        {t('frame.skip')}
      </a>
      <header className="top">
        <div className="bar">
          <Link className="name" to="/">
            Plenary
          </Link>
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
          <div className="me">
            <Link to="/search">{t('frame.search')}</Link>
            {reader ? (
              <Link to="/account">{t('frame.account')}</Link>
            ) : (
              <>
                <Link to={`/sign-in?to=${encodeURIComponent(root?.here ?? '/')}`}>{t('frame.sign-in')}</Link>
                <Link to="/register">{t('frame.register')}</Link>
              </>
            )}
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        <Form method="post" action="/language" className="languages" reloadDocument>
          <input type="hidden" name="to" value={root?.here ?? '/'} />
          <span>{t('frame.language')}</span>
          {languages.map((language) => (
            <button
              key={language}
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
              · <a href="/dev/outbox">Outbox</a>
            </>
          )}
        </p>
      </footer>
    </>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Way } from '../../shared/ui/way';
import type { BodyView } from '../pilot-page.server';
import { BudgetTable, Written } from './parts';

/** What was proposed: partners, texts, the request of the State, the budget, answers to the call's own questions. */
export function PilotBody({ of }: { of: BodyView }) {
  const { t } = useTranslation('pilots');
  const words = (said: string) =>
    said ? <Written words={said} language={of.language} /> : <p className="empty">{t('page.nothing-yet')}</p>;
  return (
    <>
      {(of.partners.length > 0 || of.otherPartners !== '') && (
        <Part id="partners" title={t('field.partners')}>
          {of.partners.length > 0 && (
            <ul>
              {of.partners.map((o) => (
                <li key={o.id}>
                  <Way to={`/organisations/${o.handle}`}>
                    <bdi>{o.name}</bdi>
                  </Way>
                </li>
              ))}
            </ul>
          )}
          {of.otherPartners && <Written words={of.otherPartners} language={of.language} />}
        </Part>
      )}
      {of.texts.map(({ name, words: said }) => (
        <Part key={name} id={name} title={t(`field.${name}`)}>
          {words(said)}
        </Part>
      ))}
      <Part id="request" title={t('field.request')}>
        <p>{t(`request.${of.request}`)}</p>
        {of.requestWords && <Written words={of.requestWords} language={of.language} />}
      </Part>
      <Part id="budget" title={t('budget.title')}>
        <BudgetTable budget={of.budget} />
      </Part>
      {of.answers.map((a) => (
        <section key={a.id} aria-labelledby={a.id}>
          <h2 id={a.id} lang={of.callLanguage} dir="auto">
            {a.question}
          </h2>
          {words(a.words)}
        </section>
      ))}
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

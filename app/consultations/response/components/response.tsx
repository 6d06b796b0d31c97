import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Day } from '../../../shared/ui/day';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import type { PlaceView, ResponseView } from '../columns.server';

const looks = { accepted: 'open', partly: 'announced', not: 'closed' } as const;

/** What an organisation answered: its decision first, why, what it will do and by when, where that stands, and what was done. */
export function Response({ response: r, zone }: { response: ResponseView; zone: string }) {
  const { t } = useTranslation('responses');
  return (
    <div className="response stack">
      <p className="meta">
        <span className={`state ${r.doneAt ? 'synthesised' : looks[r.decision]}`}>
          {t(r.doneAt ? 'state.done' : `decision.${r.decision}`)}
        </span>
        <Way to={`/organisations/${r.handle}`}>{r.organisation}</Way>
        {r.publishedAt && <Time at={r.publishedAt} zone={zone} style="date" />}
        {r.correctedAt && (
          <span>
            {t('corrected')} <Time at={r.correctedAt} zone={zone} style="date" />
          </span>
        )}
      </p>
      <Text words={r.reason} language={r.language} />
      {r.action !== '' && (
        <section>
          <h4>{t('will-do')}</h4>
          <Text words={r.action} language={r.language} />
          {r.dueOn && (
            <p className="meta">
              {t('by')} <Day day={r.dueOn} />
            </p>
          )}
        </section>
      )}
      {r.done !== '' && (
        <section>
          <h4>{t('was-done')}</h4>
          <Text words={r.done} language={r.language} />
        </section>
      )}
      <Places places={r.places} hidden={r.hidden} />
    </div>
  );
}

function Text({ words, language }: { words: string; language: string }) {
  return (
    <div lang={language} dir={directionOf(language)}>
      {words.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}

function Places({ places, hidden }: { places: PlaceView[]; hidden: number }) {
  const { t } = useTranslation('responses');
  if (places.length + hidden === 0) return null;
  return (
    <section>
      <h4>{t('where')}</h4>
      <ul>
        {places.map((p) => (
          <li key={p.path}>
            <Way to={p.path} lang={p.titleLanguage}>
              {p.title}
            </Way>
            {p.words !== '' && (
              <blockquote lang={p.language} dir={directionOf(p.language)}>
                {p.words}
              </blockquote>
            )}
            {p.state !== 'current' && <p className="source-changed">{t(`place.${p.state}`)}</p>}
          </li>
        ))}
        {hidden > 0 && <li>{t('place.hidden', { count: hidden })}</li>}
      </ul>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Day } from '../../../shared/ui/day';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import { CommitmentState } from '../../../tasks/components/commitment-state';
import type { PlaceView, ResponseView } from '../columns.server';

const looks = { accepted: 'open', partly: 'announced', not: 'closed' } as const;

/** What an organisation answered: its decision first, why, what it will do and by when, where that stands, and what was done. */
export function Response({
  response: r,
  zone,
  heading: Heading,
}: {
  response: ResponseView;
  zone: string;
  /** One below the claim that it answers. */
  heading: 'h3' | 'h4';
}) {
  const { t } = useTranslation('responses');
  return (
    <div className="response">
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
        <div>
          <Heading>{t('will-do')}</Heading>
          <Text words={r.action} language={r.language} />
          <p className="hint">
            {r.dueOn && (
              <span>
                {t('by')} <Day day={r.dueOn} />
              </span>
            )}{' '}
            {r.state && r.state !== 'open' && r.state !== 'done' && <CommitmentState state={r.state} />}{' '}
            {r.commitment && <Way to={`/commitments/${r.commitment}`}>{t('how-it-stood')}</Way>}
          </p>
          {r.state === 'not-pursued' && <p dir="auto">{r.notPursued}</p>}
        </div>
      )}
      {r.done !== '' && (
        <div>
          <Heading>{t('was-done')}</Heading>
          <Text words={r.done} language={r.language} />
        </div>
      )}
      <Places places={r.places} hidden={r.hidden} heading={Heading} />
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

function Places({ places, hidden, heading: Heading }: { places: PlaceView[]; hidden: number; heading: 'h3' | 'h4' }) {
  const { t } = useTranslation('responses');
  if (places.length + hidden === 0) return null;
  return (
    <div>
      <Heading>{t('where')}</Heading>
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
    </div>
  );
}

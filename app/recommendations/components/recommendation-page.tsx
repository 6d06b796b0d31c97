import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Way } from '../../shared/ui/way';
import { CommitmentState } from '../../tasks/components/commitment-state';
import type { RecommendationData } from '../page.server';
import { FollowUpForm, KeepForm, NoteForm, RemoveForm } from './forms';
import { Day, Held } from './parts';

/** A record: what was recommended, whose it is, then what was done, then what it led to. */
export function RecommendationPage({ data }: { data: RecommendationData }) {
  const { t } = useTranslation('recommendations');
  const { t: c } = useTranslation('commitments');
  const direction = directionOf(data.language);
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/recommendations">{t('title')}</Way>
        {' › '}
        <Way to={`/recommendations?outcome=${data.outcomeId}`} lang={data.outcomeLanguage}>
          {data.outcome}
        </Way>
      </p>
      <p>
        <CommitmentState state={data.state} /> <span className="tag">{t(`kind.${data.kind}`)}</span>
        {data.isOverdue && (
          <>
            {' '}
            <span className="state hidden">{t('is-overdue')}</span>
          </>
        )}
      </p>
      <h1>{t('numbered', { number: data.number })}</h1>
      <div lang={data.language} dir={direction}>
        {data.heading && <p className="hint">{data.heading}</p>}
        <p className="words">{data.body}</p>
      </div>
      {data.reason && (
        <div className="notice">
          <p>{c('not-pursued-because')}</p>
          <p dir="auto">{data.reason}</p>
        </div>
      )}
      {data.done && (
        <p>
          {c('was-done')}: <span dir="auto">{data.done}</span>
        </p>
      )}
      <Facts data={data} />
      <p>
        <Way to={`/commitments/${data.commitment}`}>{c('how-it-stood')}</Way>
      </p>
      <Led data={data} />
      <Notes data={data} />
      {data.mayFollowUp && <FollowUpForm key={data.version} data={data} />}
      {data.mayKeep && (
        <>
          <KeepForm key={`keep ${data.version}`} data={data} />
          <RemoveForm key={`remove ${data.version}`} data={data} />
          <p>
            <Way to={`/recommendations/outcomes/${data.outcomeId}`}>{t('outcome.change')}</Way>
          </p>
        </>
      )}
    </div>
  );
}

function Facts({ data }: { data: RecommendationData }) {
  const { t } = useTranslation('recommendations');
  const organisation = (handle: string, name: string) => (
    <Way key={handle} to={`/organisations/${handle}`}>
      <bdi>{name}</bdi>
    </Way>
  );
  const addressed = [...data.sectors.map((sector) => t(`sectors:${sector}.name`))];
  const facts: [string, ReactNode][] = [
    [
      t('facts.event'),
      data.eventId ? (
        <Way key="event" to={`/events/${data.eventId}`}>
          {data.outcome}
        </Way>
      ) : (
        data.outcome
      ),
    ],
    [t('facts.organisers'), data.organisers && <bdi>{data.organisers}</bdi>],
    [
      t('facts.held'),
      (data.place || data.heldFrom) && (
        <span className="row">
          <Held place={data.place} from={data.heldFrom} until={data.heldUntil} />
        </span>
      ),
    ],
    [t('facts.region'), data.region],
    [t('facts.theme'), data.theme && t(`themes:${data.theme}`)],
    [t('facts.sectors'), addressed.join(' · ')],
    [
      t('facts.organisations'),
      data.addressees.length > 0 && (
        <span className="row">{data.addressees.map((a) => organisation(a.handle, a.name))}</span>
      ),
    ],
    [t('facts.owner'), data.ownerHandle && data.owner ? organisation(data.ownerHandle, data.owner) : t('facts.nobody')],
    [t('facts.due'), data.dueOn && <Day on={data.dueOn} />],
  ];
  return (
    <dl className="record">
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Paragraphs that act on it, with the reader's own rights. */
function Led({ data }: { data: RecommendationData }) {
  const { t } = useTranslation('recommendations');
  return (
    <section aria-labelledby="led">
      <h2 id="led">{t('led.title')}</h2>
      {data.places.length === 0 ? (
        <p className="empty">{t('led.none')}</p>
      ) : (
        <ul className="list">
          {data.places.map((place, i) =>
            place === null ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: nothing tells one that is not for this reader from another
              <li key={i}>{t('led.hidden')}</li>
            ) : (
              <li key={place.path}>
                <h3>
                  <Way to={place.path} lang={place.titleLanguage}>
                    {place.title}
                  </Way>
                </h3>
                {place.words && (
                  <blockquote lang={place.language} dir={directionOf(place.language)}>
                    <p>{place.words}</p>
                  </blockquote>
                )}
                {place.state !== 'current' && <p className="hint">{t(`led.${place.state}`)}</p>}
              </li>
            ),
          )}
        </ul>
      )}
    </section>
  );
}

function Notes({ data }: { data: RecommendationData }) {
  const { t } = useTranslation('recommendations');
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{t('notes.title')}</h2>
      {data.notes.length === 0 ? (
        <p className="empty">{t('notes.none')}</p>
      ) : (
        <ul className="list">
          {data.notes.map((note) => (
            <li key={note.id}>
              <p className="meta">
                <Day on={note.onDay} />
                {note.by && <bdi>{note.by}</bdi>}
              </p>
              <p lang={note.language} dir={directionOf(note.language)}>
                {note.body}
              </p>
            </li>
          ))}
        </ul>
      )}
      {data.mayFollowUp && <NoteForm key={data.notes.length} data={data} />}
    </section>
  );
}

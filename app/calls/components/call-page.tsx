import { useTranslation } from 'react-i18next';
import { Button, DeedForm, Field, RefusedWithoutForm, Select } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { CallData, PilotRowView } from '../page.server';
import { CallStateMark, InShort, Instant, PilotStateMark, Title, Written } from './parts';
import { useCallsLive } from './use-calls-live';

/** A call: what is sought and until when; then what this reader has to do with it. */
export function CallPage({ data }: { data: CallData }) {
  const { t } = useTranslation('pilots');
  useTranslation('themes');
  useCallsLive();
  const isDraft = data.state === 'draft';
  return (
    <div className="narrow stack" data-live-pilots="" data-private={isDraft ? '' : undefined}>
      <p className="crumb">
        <Way to="/pilots">{t('title')}</Way>
      </p>
      <div data-live-part="call" className="stack">
        <CallStateMark state={data.state} />
        <h1>
          <Title of={data} />
        </h1>
        {data.state === 'cancelled' && (
          <div className="notice bad">
            <p>{t('call.cancelled')}</p>
            <Written words={data.cancelledBecause} language={data.language} />
          </div>
        )}
        {data.introduction && (
          <p className="lede written" lang={data.language} dir="auto">
            {data.introduction}
          </p>
        )}
        <Facts data={data} />
        <section aria-labelledby="sought">
          <h2 id="sought">{t('call.sought')}</h2>
          {data.sought ? <Written words={data.sought} language={data.language} /> : <p className="empty">–</p>}
        </section>
        {data.questions.length > 0 && (
          <section aria-labelledby="asked">
            <h2 id="asked">{t('call.questions')}</h2>
            <ol>
              {data.questions.map((q) => (
                <li key={q.id} lang={data.language} dir="auto">
                  {q.words}
                </li>
              ))}
            </ol>
          </section>
        )}
        <Moves data={data} />
        {data.taken.length > 0 && (
          <section aria-labelledby="taken">
            <h2 id="taken">{t('call.taken-on')}</h2>
            <ul>
              {data.taken.map((p) => (
                <li key={p.id}>
                  <Way to={`/pilots/${p.id}`}>
                    <Title of={p} />
                  </Way>{' '}
                  · <bdi>{p.organisation}</bdi>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <Proposed data={data} />
      {data.mayCall && (
        <p className="actions">
          <Way className="plain" to={`/pilots/calls/${data.id}/edit`}>
            {t('call.prepare')}
          </Way>
        </p>
      )}
      <RefusedWithoutForm stands={(deed) => deed === 'begin' && data.begin !== null} />
      <Propose data={data} />
    </div>
  );
}

function Facts({ data }: { data: CallData }) {
  const { t } = useTranslation('pilots');
  const instant = (at: string | null) => <Instant at={at} place={data.timeZone} reader={data.zone} />;
  return (
    <dl className="record">
      <div>
        <dt>{t(data.state === 'open' || data.state === 'closed' ? 'call.opened' : 'call.opens')}</dt>
        <dd>{instant(data.opensAt)}</dd>
      </div>
      <div>
        <dt>{t(data.state === 'closed' ? 'call.closed' : 'call.closes')}</dt>
        <dd>{instant(data.closesAt)}</dd>
      </div>
      {(data.mayCall || data.isReviewer) && (
        <div>
          <dt>{t('call.scored-by')}</dt>
          <dd>{instant(data.scoredBy)}</dd>
        </div>
      )}
      <div>
        <dt>{t('field.area')}</dt>
        <dd>{data.place}</dd>
      </div>
      {data.themes.length > 0 && (
        <div>
          <dt>{t('field.themes')}</dt>
          <dd>{data.themes.map((theme) => t(`themes:${theme}`)).join(' · ')}</dd>
        </div>
      )}
      {data.ceiling && (
        <div>
          <dt>{t('call.ceiling')}</dt>
          <dd>{data.ceiling}</dd>
        </div>
      )}
    </dl>
  );
}

function Moves({ data }: { data: CallData }) {
  const { t } = useTranslation('pilots');
  if (data.moves.length === 0) return null;
  return (
    <section aria-labelledby="moves">
      <h2 id="moves">{t('call.moved')}</h2>
      <ul>
        {data.moves.map((m) => (
          <li key={m.at}>
            {t('call.moved-from')} <Time at={m.closedAt} zone={data.zone ?? 'UTC'} /> {t('call.moved-to')}{' '}
            <Time at={m.closesAt} zone={data.zone ?? 'UTC'} />
            <Written words={m.because} language={data.language} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was proposed, as far as it concerns this reader. */
function Proposed({ data }: { data: CallData }) {
  const { t } = useTranslation('pilots');
  return (
    <>
      {data.own.length > 0 && (
        <section aria-labelledby="own">
          <h2 id="own">{t('call.own')}</h2>
          <Rows rows={data.own} />
        </section>
      )}
      {(data.others.length > 0 || data.isReviewer || (data.mayCall && data.state !== 'draft')) && (
        <section aria-labelledby="proposed">
          <h2 id="proposed">{t('call.proposed')}</h2>
          {data.isReviewer && <p className="notice">{t('call.to-score', { count: data.toScore })}</p>}
          {data.others.length === 0 ? <p className="empty">{t('call.none-proposed')}</p> : <Rows rows={data.others} />}
        </section>
      )}
    </>
  );
}

function Rows({ rows }: { rows: PilotRowView[] }) {
  const { t } = useTranslation('pilots');
  return (
    <ul className="list">
      {rows.map((p) => (
        <li key={p.id}>
          <article>
            <PilotStateMark state={p.state} />
            <h3>
              <Way to={`/pilots/${p.id}`}>
                <Title of={p} />
              </Way>
            </h3>
            <p className="meta">
              <bdi>{p.organisation}</bdi>
              {p.summary && (
                <span>
                  <InShort summary={p.summary} />
                </span>
              )}
              {p.scoring !== 'none' && <span>{t(`scoring.${p.scoring}`)}</span>}
            </p>
            {(p.scoring === 'waits' || p.scoring === 'begun') && (
              <p>
                <Way to={`/pilots/${p.id}/review`}>{t(p.scoring === 'waits' ? 'review.begin' : 'review.go-on')}</Way>
              </p>
            )}
          </article>
        </li>
      ))}
    </ul>
  );
}

/** Proposing a pilot, for those who speak for an organisation while the call is open. */
function Propose({ data }: { data: CallData }) {
  const { t } = useTranslation('pilots');
  const deed = 'begin';
  if (data.begin === null)
    return (
      <div data-live-part="propose">
        {data.state === 'open' && <p className="hint">{t(data.signedIn ? 'propose.who' : 'propose.sign-in')}</p>}
      </div>
    );
  const { organisations, languages, writes, once } = data.begin;
  return (
    <section aria-labelledby="propose">
      <h2 id="propose">{t('propose.title')}</h2>
      <p className="hint">{t('propose.hint')}</p>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="once" value={once} />
        <Field deed={deed} name="title" label={t('propose.name')} dir="auto" required />
        <Select
          deed={deed}
          name="organisation"
          label={t('propose.organisation')}
          value={organisations[0]?.value}
          options={organisations}
        />
        <Select deed={deed} name="language" label={t('field.language')} value={writes} options={languages} />
        <div className="actions">
          <Button primary>{t('propose.begin')}</Button>
        </div>
      </DeedForm>
    </section>
  );
}

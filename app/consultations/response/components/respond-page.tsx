import { useTranslation } from 'react-i18next';
import { contentLanguages, directionOf, languageNames } from '../../../shared/languages';
import { Day } from '../../../shared/ui/day';
import { Fold } from '../../../shared/ui/fold';
import { Button, Choices, DeedForm, Field, Select, TextArea } from '../../../shared/ui/form';
import { StandingNow, Version } from '../../../shared/ui/standing-now';
import { Way } from '../../../shared/ui/way';
import { StandFields, standing } from '../../../tasks/components/stand-fields';
import { PartHead } from '../../components/part-head';
import type { RespondData } from '../page.server';
import { decisions, limits } from '../response';
import { Response } from './response';

type Mine = RespondData['mine'][number];

/** A claim for those who answer it: a form for each organisation in whose name the reader may, and who is asked. */
export function RespondPage({ data }: { data: RespondData }) {
  const { t } = useTranslation('responses');
  return (
    <div className="narrow stack">
      <PartHead of={data.head} />
      <h1>{t('respond.title')}</h1>
      <blockquote className="words" lang={data.language} dir={directionOf(data.language)}>
        {data.words}
      </blockquote>
      <p className="meta">
        <Way to={`/claims/${data.id}`}>{t('respond.sources')}</Way>
        <Way to={`/consultations/${data.consultation}/responses`}>{t('title')}</Way>
      </p>
      {data.withdrawn && <p className="notice">{t('refusals.withdrawn')}</p>}
      {!data.withdrawn &&
        data.mine.map((mine) => (
          <Mine key={mine.organisation} mine={mine} several={data.mine.length > 1} data={data} />
        ))}
      {!data.withdrawn && data.mayAsk && <Asked data={data} />}
    </div>
  );
}

function Mine({ mine, several, data }: { mine: Mine; several: boolean; data: RespondData }) {
  const { t } = useTranslation('responses');
  const { response } = mine;
  const published = response?.publishedAt != null;
  return (
    <section aria-labelledby={`for-${mine.organisation}`} className="answered stack">
      <h2 id={`for-${mine.organisation}`}>{t('respond.for', { name: mine.name })}</h2>
      {mine.dueOn && (
        <p className="meta">
          {t('respond.due')} <Day day={mine.dueOn} />
        </p>
      )}
      {response && published && <Response response={response} zone="UTC" heading="h3" />}
      {response && !published && <p className="notice">{t('respond.draft')}</p>}
      {published ? (
        <>
          <Stand mine={mine} />
          <details className="fold">
            <summary>{t('respond.change')}</summary>
            <Form mine={mine} several={several} data={data} />
          </details>
        </>
      ) : (
        <Form mine={mine} several={several} data={data} />
      )}
    </section>
  );
}

function Form({ mine: { organisation, response }, data }: { mine: Mine; several: boolean; data: RespondData }) {
  const { t } = useTranslation('responses');
  const deed = `respond-${organisation}`;
  const published = response?.publishedAt != null;
  const places = (response?.places ?? []).map((p) => p.path).join('\n');
  return (
    <DeedForm deed={deed}>
      <input type="hidden" name="organisation" value={organisation} />
      <Version deed={deed} now={response?.version ?? 0} />
      <StandingNow
        deed={deed}
        fields={[
          { name: 'reason', label: t('respond.reason'), value: response?.reason ?? '' },
          { name: 'action', label: t('respond.action'), value: response?.action ?? '' },
          { name: 'dueOn', label: t('respond.due-on'), value: response?.dueOn ?? '' },
          { name: 'places', label: t('respond.places'), value: places },
        ]}
      />
      <Choices
        deed={deed}
        name="decision"
        label={t('respond.decision')}
        value={response?.decision}
        options={decisions.map((d) => ({ value: d, label: t(`decision.${d}`) }))}
        required
      />
      <TextArea
        deed={deed}
        name="reason"
        label={t('respond.reason')}
        hint={t('respond.reason-hint', { max: limits.reason })}
        value={response?.reason}
        rows={5}
        required
      />
      <TextArea
        deed={deed}
        name="action"
        label={t('respond.action')}
        hint={t('respond.action-hint')}
        value={response?.action}
        rows={4}
      />
      <Field deed={deed} name="dueOn" type="date" label={t('respond.due-on')} value={response?.dueOn ?? ''} optional />
      <TextArea
        deed={deed}
        name="places"
        label={t('respond.places')}
        hint={t('respond.places-hint', { max: limits.places })}
        value={places}
        rows={2}
        dir="ltr"
        optional
      />
      <Select
        deed={deed}
        name="language"
        label={t('respond.language')}
        value={response?.language ?? data.writesIn}
        options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
      />
      <div className="actions">
        <Button primary name="go" value="publish">
          {t(published ? 'respond.save' : 'respond.publish')}
        </Button>
        {!published && (
          <Button name="go" value="keep">
            {t('respond.keep')}
          </Button>
        )}
      </div>
    </DeedForm>
  );
}

/** How what was promised stands: as every commitment, said by those who speak for its owner. */
function Stand({ mine: { organisation, response } }: { mine: Mine }) {
  const { t } = useTranslation('commitments');
  const deed = `stand-${organisation}`;
  if (!response?.state || response.action === '') return null;
  const stands = { state: response.state, reason: response.notPursued, done: response.done };
  return (
    <Fold summary={t('stand.title')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="organisation" value={organisation} />
        <Version deed={deed} now={response.version} />
        <StandingNow deed={deed} fields={standing(stands, t)} />
        <StandFields deed={deed} of={stands} />
        <div className="actions">
          <Button>{t('stand.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}

function Asked({ data }: { data: RespondData }) {
  const { t } = useTranslation('responses');
  return (
    <section aria-labelledby="asked" className="stack">
      <h2 id="asked">{t('ask.title')}</h2>
      <p>{t('ask.lede')}</p>
      {data.asks.length > 0 && (
        <ul className="list">
          {data.asks.map((a) => (
            <li key={a.id} className="row">
              <span>{a.name}</span>
              {a.dueOn && (
                <span className="meta">
                  {t('respond.due')} <Day day={a.dueOn} />
                </span>
              )}
              <DeedForm deed={`unask-${a.id}`}>
                <input type="hidden" name="organisation" value={a.id} />
                <Button quiet>{t('ask.no-more', { name: a.name })}</Button>
              </DeedForm>
            </li>
          ))}
        </ul>
      )}
      <DeedForm deed="ask">
        <Select
          deed="ask"
          name="organisation"
          label={t('ask.organisation')}
          empty={t('ask.choose')}
          options={data.candidates.map((c) => ({ value: String(c.id), label: c.name }))}
          required
        />
        <Field deed="ask" name="dueOn" type="date" label={t('ask.due-on')} optional />
        <Button>{t('ask.do')}</Button>
      </DeedForm>
    </section>
  );
}

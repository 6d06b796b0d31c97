import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import {
  Boxes,
  Button,
  Choices,
  DeedForm,
  Field,
  RefusedWithoutForm,
  Select,
  TextArea,
  useRefused,
} from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import { heads, requests } from '../pilot';
import type { PilotFormData } from '../pilot-page.server';
import { BudgetTable, PilotStateMark, Title, Written } from './parts';
import { useCallsLive } from './use-calls-live';

const deed = 'pilot';

/** The form of a pilot, kept as a draft or handed in; two of one organisation may have it open. */
export function PilotFormPage({ data }: { data: PilotFormData }) {
  const { t } = useTranslation('pilots');
  useCallsLive();
  const { head, isOpen } = data;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/pilots">{t('title')}</Way> ›{' '}
        <Way to={`/pilots/calls/${head.call.id}`}>
          <Title of={head.call} />
        </Way>{' '}
        ›{' '}
        <Way to={`/pilots/${head.id}`}>
          <Title of={head} />
        </Way>
      </p>
      <PilotStateMark state={head.state} />
      <h1>{t('form.title')}</h1>
      <RefusedWithoutForm stands={(d) => d === deed} />
      <p className={isOpen ? 'notice' : 'notice bad'}>
        {head.call.state === 'cancelled' ? (
          t('call.cancelled')
        ) : (
          <>
            {t(isOpen ? 'form.until' : 'form.too-late')} <Time at={head.call.closesAt} zone={data.zone} />
          </>
        )}
      </p>
      {head.call.state === 'cancelled' && <Written words={head.call.cancelledBecause} language={head.call.language} />}
      {isOpen && <p className="hint">{t('form.public')}</p>}
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <Now data={data} />
        <Where data={data} />
        <Partners data={data} />
        <Texts data={data} />
        <Budget data={data} />
        {data.answers.map((q) => (
          <TextArea
            key={q.id}
            deed={deed}
            name={`answer-${q.id}`}
            label={<span lang={head.call.language}>{q.words}</span>}
            hint={t('prepare.most', { count: q.most })}
            value={q.answer}
            lang={head.language}
            rows={q.most > 1000 ? 8 : 4}
          />
        ))}
        {isOpen && <Buttons isSubmitted={data.isSubmitted} />}
      </DeedForm>
    </div>
  );
}

/** What somebody else of the organisation has saved meanwhile, where it differs. */
function Now({ data }: { data: PilotFormData }) {
  const { t } = useTranslation('pilots');
  const { values } = data;
  const shown = (options: { value: string; label: string }[], value: string) =>
    options.find((o) => o.value === value)?.label;
  return (
    <StandingNow
      deed={deed}
      fields={[
        { name: 'title', label: t('propose.name'), value: values.title! },
        { name: 'area', label: t('field.area'), value: values.area!, shown: shown(data.areas, values.area!) },
        {
          name: 'country',
          label: t('field.country'),
          value: values.country!,
          shown: shown(data.countries, values.country!),
        },
        {
          name: 'partners',
          label: t('field.partners'),
          value: '',
          ticked: data.partners,
          shown: data.partners.map((id) => shown(data.organisations, id) ?? '').join(' · '),
        },
        { name: 'otherPartners', label: t('field.other-partners'), value: values.otherPartners! },
        ...(['aims', 'novelty', 'survivors'] as const).map((name) => ({
          name,
          label: t(`field.${name}`),
          value: values[name]!,
        })),
        {
          name: 'request',
          label: t('field.request'),
          value: values.request!,
          shown: t(`request.${values.request as 'none'}`),
        },
        { name: 'requestWords', label: t('field.request-words'), value: values.requestWords! },
        ...heads.map((head) => ({ name: head, label: t(`head.${head}`), value: values[head]! })),
        { name: 'total', label: t('budget.total'), value: values.total! },
        ...data.answers.map((q) => ({ name: `answer-${q.id}`, label: q.words, value: q.answer })),
      ]}
    />
  );
}

function Where({ data }: { data: PilotFormData }) {
  const { t } = useTranslation('pilots');
  const { values } = data;
  return (
    <>
      <Field
        deed={deed}
        name="title"
        label={t('propose.name')}
        value={values.title}
        dir="auto"
        lang={data.head.language}
        required
      />
      <Select deed={deed} name="area" label={t('field.area')} value={values.area} options={data.areas} />
      <Select
        deed={deed}
        name="country"
        label={t('field.country')}
        value={values.country}
        empty={t('field.no-country')}
        options={data.countries}
        optional
      />
    </>
  );
}

function Partners({ data }: { data: PilotFormData }) {
  const { t } = useTranslation('pilots');
  const refused = useRefused(deed);
  const isWrong = refused?.refusal.fields?.partners !== undefined;
  return (
    <>
      <Fold summary={t('form.partners', { count: data.partners.length })} deeds={[]} open={isWrong}>
        <Boxes
          deed={deed}
          name="partners"
          label={t('field.partners')}
          hint={t('form.partners-hint')}
          ticked={data.partners}
          options={data.organisations}
          optional
        />
      </Fold>
      <TextArea
        deed={deed}
        name="otherPartners"
        label={t('field.other-partners')}
        hint={t('form.other-partners-hint')}
        value={data.values.otherPartners}
        lang={data.head.language}
        rows={2}
        optional
      />
    </>
  );
}

function Texts({ data }: { data: PilotFormData }) {
  const { t } = useTranslation('pilots');
  const { values, head } = data;
  return (
    <>
      {(['aims', 'novelty', 'survivors'] as const).map((name) => (
        <TextArea
          key={name}
          deed={deed}
          name={name}
          label={t(`field.${name}`)}
          hint={t(`form.${name}-hint`)}
          value={values[name]}
          lang={head.language}
          rows={6}
        />
      ))}
      <Choices
        deed={deed}
        name="request"
        label={t('field.request')}
        hint={t('form.request-hint')}
        value={values.request}
        options={requests.map((value) => ({ value, label: t(`request.${value}`) }))}
      />
      <TextArea
        deed={deed}
        name="requestWords"
        label={t('field.request-words')}
        hint={t('form.request-words-hint')}
        value={values.requestWords}
        lang={head.language}
        rows={3}
      />
    </>
  );
}

function Budget({ data }: { data: PilotFormData }) {
  const { t } = useTranslation('pilots');
  const { values, head } = data;
  return (
    <fieldset className="field">
      <legend>{t('budget.in', { currency: head.call.currency })}</legend>
      {head.call.ceiling && <p className="hint">{t('budget.ceiling', { ceiling: head.call.ceiling })}</p>}
      {[...heads, 'total' as const].map((name) => (
        <Field
          key={name}
          deed={deed}
          name={name}
          label={name === 'total' ? t('budget.total') : t(`head.${name}`)}
          hint={name === 'total' ? t('budget.total-hint') : undefined}
          value={values[name]}
          dir="ltr"
          autoComplete="off"
        />
      ))}
      {data.budget.hasMoney && (
        <Fold summary={t('budget.as-kept')} deeds={[]} open>
          <BudgetTable budget={data.budget} />
        </Fold>
      )}
    </fieldset>
  );
}

function Buttons({ isSubmitted }: { isSubmitted: boolean }) {
  const { t } = useTranslation('pilots');
  return (
    <div className="actions">
      {isSubmitted ? (
        <Button primary name="next" value="submit">
          {t('form.save-submitted')}
        </Button>
      ) : (
        <>
          <Button name="next" value="save">
            {t('form.save')}
          </Button>
          <Button primary name="next" value="submit">
            {t('form.submit')}
          </Button>
        </>
      )}
    </div>
  );
}

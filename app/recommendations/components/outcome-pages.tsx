import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Button, Choices, DeedForm, Field, Select, TextArea } from '../../shared/ui/form';
import { StandingNow } from '../../shared/ui/standing-now';
import { Way } from '../../shared/ui/way';
import type { NewOutcomeData, OutcomeData } from '../page.server';
import { recommendationKinds } from '../recommendation';

interface Fields {
  title: string;
  organisers: string;
  place: string;
  region: string;
  from: string | null;
  until: string | null;
  event: number | null;
}

/** An event that is not in the register yet. */
export function NewOutcomePage({ data }: { data: NewOutcomeData }) {
  const { t } = useTranslation('recommendations');
  const deed = 'new';
  const none = { title: '', organisers: '', place: '', region: '001', from: null, until: null, event: null };
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/recommendations">{t('title')}</Way>
      </p>
      <h1>{t('outcome.new')}</h1>
      <p className="lede">{t('outcome.lede')}</p>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="once" value={data.once} />
        <OutcomeFields deed={deed} of={none} language={data.writes} data={data} />
        <div className="actions">
          <Button primary>{t('outcome.add')}</Button>
        </div>
      </DeedForm>
      <p>
        <Way to="/recommendations/import">{t('import.title')}</Way>
      </p>
    </div>
  );
}

/** An event of the register: what it was called, when and where, and its entries. */
export function OutcomePage({ data }: { data: OutcomeData }) {
  const { t } = useTranslation('recommendations');
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/recommendations">{t('title')}</Way>
      </p>
      <h1 lang={data.text.language} dir={directionOf(data.text.language)}>
        {data.text.title}
      </h1>
      <p className="meta">
        <Way to={`/recommendations?outcome=${data.id}`}>{t('outcome.read')}</Way>
      </p>
      <section aria-labelledby="entries">
        <h2 id="entries">{t('outcome.entries')}</h2>
        {data.recommendations.length === 0 ? (
          <p className="empty">{t('outcome.none')}</p>
        ) : (
          <ul className="list">
            {data.recommendations.map((r) => (
              <li key={r.id}>
                <Way to={`/recommendations/${r.id}`} lang={r.language} dir={directionOf(r.language)}>
                  {r.number} {r.body}
                </Way>{' '}
                <span className="tag">{r.languages.join(' ')}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <AddForm key={`add ${data.mark}`} data={data} />
      <ChangeForm key={`change ${data.mark}`} data={data} />
    </div>
  );
}

function AddForm({ data }: { data: OutcomeData }) {
  const { t } = useTranslation('recommendations');
  const deed = 'add';
  return (
    <section aria-labelledby="add">
      <h2 id="add">{t('outcome.add-entry')}</h2>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="mark" value={data.mark} />
        <EntryFields deed={deed} of={{ number: '', kind: 'recommendation' }} />
        <Select deed={deed} name="language" label={t('language')} value={data.language} options={data.languages} />
        <TextArea deed={deed} name="heading" label={t('keep.heading')} rows={2} optional />
        <TextArea deed={deed} name="body" label={t('keep.body')} rows={4} required />
        <div className="actions">
          <Button>{t('outcome.add-entry')}</Button>
        </div>
      </DeedForm>
    </section>
  );
}

/** Its number as the document has it, and whether it asks or finds. */
export function EntryFields({ deed, of }: { deed: string; of: { number: string; kind: string } }) {
  const { t } = useTranslation('recommendations');
  return (
    <>
      <Field
        deed={deed}
        name="number"
        label={t('keep.number')}
        hint={t('keep.number-hint')}
        value={of.number}
        dir="ltr"
        required
      />
      <Choices
        deed={deed}
        name="kind"
        label={t('keep.kind')}
        value={of.kind}
        options={recommendationKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
    </>
  );
}

function ChangeForm({ data }: { data: OutcomeData }) {
  const { t } = useTranslation('recommendations');
  const deed = 'outcome';
  const of = { ...data, ...data.text };
  return (
    <section aria-labelledby="change">
      <h2 id="change">{t('outcome.change')}</h2>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="mark" value={data.mark} />
        <StandingNow
          deed={deed}
          fields={[
            { name: 'title', label: t('outcome.title'), value: of.title },
            { name: 'organisers', label: t('facts.organisers'), value: of.organisers },
            { name: 'place', label: t('outcome.place'), value: of.place },
            { name: 'from', label: t('outcome.from'), value: of.from ?? '' },
            { name: 'until', label: t('outcome.until'), value: of.until ?? '' },
          ]}
        />
        <OutcomeFields deed={deed} of={of} language={data.text.language} data={data} hint />
        <div className="actions">
          <Button>{t('keep.save')}</Button>
        </div>
      </DeedForm>
    </section>
  );
}

function OutcomeFields({
  deed,
  of,
  language,
  data,
  hint = false,
}: {
  deed: string;
  of: Fields;
  language: string;
  data: Pick<NewOutcomeData, 'languages' | 'regions'>;
  hint?: boolean;
}) {
  const { t } = useTranslation('recommendations');
  return (
    <>
      <Select
        deed={deed}
        name="language"
        label={t('language')}
        {...(hint ? { hint: t('keep.language-hint') } : {})}
        value={language}
        options={data.languages}
      />
      <Field deed={deed} name="title" label={t('outcome.title')} value={of.title} required />
      <Field deed={deed} name="organisers" label={t('facts.organisers')} value={of.organisers} optional />
      <Field deed={deed} name="place" label={t('outcome.place')} value={of.place} optional />
      <Select
        deed={deed}
        name="region"
        label={t('import.region')}
        value={of.region}
        options={data.regions.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Field deed={deed} name="from" type="date" label={t('outcome.from')} value={of.from ?? ''} optional />
      <Field deed={deed} name="until" type="date" label={t('outcome.until')} value={of.until ?? ''} optional />
      <Field
        deed={deed}
        name="event"
        label={t('outcome.event')}
        hint={t('outcome.event-hint')}
        value={of.event === null ? '' : String(of.event)}
        dir="ltr"
        optional
      />
    </>
  );
}

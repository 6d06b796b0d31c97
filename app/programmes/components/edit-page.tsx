import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, RefusedWithoutForm, Select, TextArea } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { Way } from '../../shared/ui/way';
import type { EditingData } from '../editing.server';
import { aims } from '../programme';
import { Money, Places } from './begin-page';
import { EditCrumb, Flags, Shares, State } from './head';
import { Parts } from './part-page';
import { Partners } from './partners';
import { useProgrammesLive } from './use-programmes-live';

/** What a programme is, who carries it out, what is behind it, and its next step; the parts have pages of their own. */
export function EditPage({ data }: { data: EditingData }) {
  const { t } = useTranslation('programmes');
  useProgrammesLive();
  const { head } = data;
  const forms = ['what', 'aims', 'behind', 'document', 'open', 'close', 'fix'];
  const stands = (deed: string) => forms.includes(deed) || /partner|person/.test(deed);
  return (
    <div className="narrow stack">
      <EditCrumb head={head} within={false} />
      <State state={head.state} />
      <h1>{t('edit.title', { title: head.title })}</h1>
      <Shares head={head} />
      <Flags flags={data.flags} />
      <RefusedWithoutForm stands={stands} />
      {data.isClosed && <p className="notice">{t('refusals.closed')}</p>}
      <Parts id={head.id} />
      <What data={data} />
      <Aims data={data} />
      <Behind data={data} />
      <Partners data={data} />
      {data.mayLead && <Steps data={data} />}
    </div>
  );
}

function What({ data }: { data: EditingData }) {
  const { t } = useTranslation('programmes');
  const deed = 'what';
  const { what, choices } = data;
  const shown = (options: { value: string; label: string }[], value: string) =>
    options.find((o) => o.value === value)?.label;
  return (
    <Fold summary={t('edit.what')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <StandingNow
          deed={deed}
          fields={[
            { name: 'title', label: t('field.title'), value: what.title },
            { name: 'summary', label: t('field.summary'), value: what.summary },
            { name: 'area', label: t('field.area'), value: what.area, shown: shown(choices.areas, what.area) },
            {
              name: 'country',
              label: t('field.country'),
              value: what.country,
              shown: shown(choices.countries, what.country),
            },
            { name: 'currency', label: t('field.currency'), value: what.currency },
            { name: 'firstYear', label: t('field.first-year'), value: String(what.firstYear) },
            { name: 'lastYear', label: t('field.last-year'), value: String(what.lastYear) },
            { name: 'total', label: t('field.whole'), value: what.total },
          ]}
        />
        <Field deed={deed} name="title" label={t('field.title')} value={what.title} dir="auto" required />
        <TextArea deed={deed} name="summary" label={t('field.summary')} value={what.summary} rows={3} optional />
        <Places deed={deed} area={what.area} country={what.country} data={choices} />
        <Money
          deed={deed}
          currency={what.currency}
          first={what.firstYear}
          last={what.lastYear}
          currencies={choices.currencies}
        />
        <Field
          deed={deed}
          name="total"
          label={t('field.whole')}
          hint={t('field.whole-hint')}
          value={what.total}
          dir="ltr"
          autoComplete="off"
          optional
        />
        <div className="actions">
          <Button>{t('edit.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}

function Aims({ data }: { data: EditingData }) {
  const { t } = useTranslation('programmes');
  const deed = 'aims';
  return (
    <Fold summary={t('parts.aims')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <StandingNow
          deed={deed}
          fields={aims.map((aim) => ({ name: aim, label: t(`aim.${aim}`), value: data.aims[aim] }))}
        />
        {aims.map((aim) => (
          <TextArea
            key={aim}
            deed={deed}
            name={aim}
            label={t(`aim.${aim}`)}
            hint={t(`aim.${aim}-hint`)}
            value={data.aims[aim]}
            rows={4}
            optional
          />
        ))}
        <div className="actions">
          <Button>{t('edit.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}

/** From which consultation it came, and in which document it is written. */
function Behind({ data }: { data: EditingData }) {
  const { t } = useTranslation('programmes');
  const deed = 'behind';
  const { behind, choices, head } = data;
  const options = (all: { id: number; name: string }[]) => all.map((x) => ({ value: String(x.id), label: x.name }));
  const text = (id: number | null) => (id === null ? '' : String(id));
  const named = (all: { id: number; name: string }[], id: number | null) => all.find((x) => x.id === id)?.name;
  return (
    <Fold summary={t('edit.behind')} deeds={[deed, 'document']}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <StandingNow
          deed={deed}
          fields={[
            {
              name: 'consultation',
              label: t('page.consultation'),
              value: text(behind.consultation),
              shown: named(choices.consultations, behind.consultation),
            },
            { name: 'noConsultationReason', label: t('field.reason'), value: behind.noConsultationReason },
            {
              name: 'document',
              label: t('page.document'),
              value: text(behind.document),
              shown: named(choices.documents, behind.document),
            },
          ]}
        />
        <Select
          deed={deed}
          name="consultation"
          label={t('page.consultation')}
          hint={t('field.consultation-hint')}
          value={text(behind.consultation)}
          empty={t('field.no-consultation')}
          options={options(choices.consultations)}
        />
        <TextArea
          deed={deed}
          name="noConsultationReason"
          label={t('field.reason')}
          hint={t('field.reason-hint')}
          value={behind.noConsultationReason}
          rows={3}
          optional
        />
        <Select
          deed={deed}
          name="document"
          label={t('page.document')}
          hint={t('field.document-hint')}
          value={text(behind.document)}
          empty={t('field.no-document')}
          options={options(choices.documents)}
        />
        <div className="actions">
          <Button>{t('edit.save')}</Button>
        </div>
      </DeedForm>
      {behind.document === null && data.mayLead && (
        <DeedForm deed="document" className="stack">
          <h3>{t('edit.document')}</h3>
          <p className="hint">{t('edit.document-hint')}</p>
          <input type="hidden" name="once" value={data.once} />
          <Select
            deed="document"
            name="language"
            label={t('field.language')}
            value={head.language}
            options={choices.languages}
          />
          <div className="actions">
            <Button>{t('edit.document')}</Button>
          </div>
        </DeedForm>
      )}
    </Fold>
  );
}

/** What comes next: fixed for signing, opened, closed. */
function Steps({ data }: { data: EditingData }) {
  const { t } = useTranslation('programmes');
  const { head, fixed } = data;
  return (
    <section aria-labelledby="steps" className="stack">
      <h2 id="steps">{t('edit.steps')}</h2>
      {head.state === 'draft' && <Step deed="open" now={data.version} />}
      {head.state !== 'closed' && <Step deed="fix" now={data.version} />}
      {fixed && (
        <p className="hint">
          {t(fixed.stands ? 'edit.stands' : 'edit.differs', { number: fixed.number })}{' '}
          <Way to={`/programmes/${head.id}#sign-off`}>{t('parts.sign-off')}</Way>
        </p>
      )}
      <p>
        <Way to={`/decisions/new?subject=programme&id=${head.id}`}>{t('edit.decide')}</Way>
      </p>
      {head.state !== 'draft' && head.state !== 'closed' && <Step deed="close" now={data.version} />}
    </section>
  );
}

function Step({ deed, now }: { deed: 'open' | 'fix' | 'close'; now: number }) {
  const { t } = useTranslation('programmes');
  return (
    <DeedForm deed={deed}>
      <Version deed={deed} now={now} />
      <p className="hint">{t(`edit.step.${deed}-hint`)}</p>
      <p className="actions">
        <Button primary={deed === 'open'}>{t(`edit.step.${deed}`)}</Button>
      </p>
    </DeedForm>
  );
}

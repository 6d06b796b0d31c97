import { useTranslation } from 'react-i18next';
import { type FieldSpec, ItemForm, NewItem } from '../../programmes/components/item-form';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, RefusedWithoutForm, TextArea } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { Way } from '../../shared/ui/way';
import type { EditingData } from '../editing.server';
import { Approval, Flags, PlanState, YearCrumb } from './parts';

/** The forms of a plan: what is said above it, each of the initiative's own activities, and its way to the committee. */
export function EditPage({ data }: { data: EditingData }) {
  const { t } = useTranslation('workplan');
  const fields = useFields(data);
  const { head, items } = data;
  const stands = (deed: string) =>
    deed === 'plan' || deed === 'activity-new' || items.some((i) => deed.endsWith(`${i.kind}-${i.id}`));
  return (
    <div className="narrow stack">
      <YearCrumb year={head.year} within />
      <p>
        <PlanState isApproved={head.isApproved} />
      </p>
      <h1>{t('edit.title', { year: head.year })}</h1>
      <Approval head={head} />
      <Flags flags={data.flags} />
      <RefusedWithoutForm stands={stands} />
      <p className="hint">{t(head.isApproved ? 'edit.after-approval' : 'edit.lede')}</p>
      <Above data={data} />
      <section aria-labelledby="own" className="stack">
        <h2 id="own">{t('edit.own')}</h2>
        {items.length === 0 && <p className="empty">{t('edit.none')}</p>}
        {items.map((item) => (
          <ItemForm key={item.id} item={item} fields={fields} removable={data.removable} />
        ))}
        <NewItem deed="activity-new" summary={t('edit.new')} fields={fields} fresh={data.once} save={t('edit.new')} />
      </section>
      <p className="actions">
        <Way className="plain" to={`/decisions/new?subject=workplan&id=${data.id}`}>
          {t(head.isApproved ? 'edit.put-again' : 'edit.put')}
        </Way>
      </p>
    </div>
  );
}

function useFields(data: EditingData): FieldSpec[] {
  const { t } = useTranslation('workplan');
  return [
    { name: 'title', label: t('field.title'), kind: 'line' },
    { name: 'body', label: t('field.body'), kind: 'text', optional: true },
    {
      name: 'owner',
      label: t('field.owner'),
      hint: t('field.owner-hint'),
      kind: 'select',
      options: data.owners,
      empty: t('nobody'),
    },
    { name: 'startsOn', label: t('field.startsOn'), kind: 'day', optional: true },
    { name: 'endsOn', label: t('field.endsOn'), kind: 'day', optional: true },
    { name: 'currency', label: t('field.currency'), kind: 'select', options: data.currencies },
    { name: 'planned', label: t('field.planned'), hint: t('field.money-hint'), kind: 'amount', optional: true },
    { name: 'spent', label: t('field.spent'), hint: t('field.spent-hint'), kind: 'amount', optional: true },
  ];
}

function Above({ data }: { data: EditingData }) {
  const { t } = useTranslation('workplan');
  const deed = 'plan';
  return (
    <Fold summary={t('edit.above')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <StandingNow deed={deed} fields={[{ name: 'words', label: t('edit.words'), value: data.words }]} />
        <TextArea deed={deed} name="words" label={t('edit.words')} value={data.words} rows={5} optional />
        <div className="actions">
          <Button>{t('edit.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}

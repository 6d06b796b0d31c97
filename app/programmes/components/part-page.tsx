import { useTranslation } from 'react-i18next';
import { RefusedWithoutForm } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import type { PartData, ShownItem } from '../editing.server';
import { type Part, parts } from '../programme';
import { EditCrumb, Flags, Shares } from './head';
import { ItemForm, NewItem } from './item-form';
import { usePartFields } from './part-fields';
import { SpendingForms } from './spending-forms';
import { useProgrammesLive } from './use-programmes-live';

const kinds: Record<Part, ShownItem['kind'][]> = {
  activities: ['activity'],
  framework: ['result', 'indicator'],
  budget: ['line'],
  spending: [],
  risks: ['risk'],
  phases: ['phase'],
  reports: ['report'],
  lessons: ['lesson'],
};

/** One part: each item a form of its own that unfolds, and one for a new item. */
export function PartPage({ data }: { data: PartData }) {
  const { t } = useTranslation('programmes');
  useProgrammesLive();
  const fieldsOf = usePartFields(data);
  const { part, head, items } = data;
  const stands = (deed: string) =>
    deed.endsWith('-new') ||
    data.spending.some((line) => line.mayNote && deed === `spent-${line.id}`) ||
    deed.startsWith('value-') ||
    items.some((i) => deed.endsWith(`${i.kind}-${i.id}`));
  return (
    <div className="narrow stack">
      <EditCrumb head={head} within />
      <h1>{t(`parts.${part}`)}</h1>
      <Shares head={head} />
      {part === 'budget' && <Flags flags={data.flags} />}
      <p className="hint">{t(`edit.about.${part}`)}</p>
      <RefusedWithoutForm stands={stands} />
      {data.isClosed && <p className="notice">{t('refusals.closed')}</p>}
      {kinds[part].map((kind, k) => {
        const own = items.filter((i) => i.kind === kind);
        // An indicator is of a result: without one there is nothing to measure.
        if (kind === 'indicator' && data.results.length === 0) return null;
        return (
          <section key={kind} aria-labelledby={`all-${kind}`} className="stack">
            <h2 id={`all-${kind}`}>{t(`edit.all.${kind}`)}</h2>
            {own.length === 0 && <p className="empty">{t('edit.none')}</p>}
            {own.map((item) => (
              <ItemForm
                key={item.id}
                item={item}
                fields={fieldsOf(kind)}
                also={
                  kind === 'indicator' ? (
                    <NewItem
                      deed={`value-${item.id}`}
                      summary={t('edit.new.value')}
                      fields={fieldsOf('value')}
                      fresh={data.once[2]!}
                      save={t('edit.new.value')}
                    />
                  ) : undefined
                }
              />
            ))}
            <NewItem
              deed={`${kind}-new`}
              summary={t(`edit.new.${kind}`)}
              fields={fieldsOf(kind)}
              fresh={data.once[k]!}
              save={t(`edit.new.${kind}`)}
            />
          </section>
        );
      })}
      {part === 'spending' && <SpendingForms data={data} />}
      <Parts id={head.id} at={part} />
    </div>
  );
}

/** The ways to the other parts. */
export function Parts({ id, at }: { id: number; at?: Part }) {
  const { t } = useTranslation('programmes');
  return (
    <nav className="filters" aria-label={t('edit.parts')}>
      {parts.map((part) => (
        <Way key={part} to={`/programmes/${id}/edit/${part}`} aria-current={part === at ? 'page' : undefined}>
          {t(`parts.${part}`)}
        </Way>
      ))}
    </nav>
  );
}

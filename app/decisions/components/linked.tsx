import { useTranslation } from 'react-i18next';
import { Button, DeedForm } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import type { DecisionData } from '../page.server';

/** What this takes up again, what takes this up, and the way to begin it anew. */
export function TakenUp({ data }: { data: DecisionData }) {
  const { t } = useTranslation('decisions');
  if (!data.earlier && data.later.length === 0 && !data.may.takeUp) return null;
  return (
    <section aria-labelledby="taken-up" className="stack">
      <h2 id="taken-up">{t('taken-up.title')}</h2>
      {data.earlier && (
        <p>
          {t('taken-up.from')} <LinkTo proposal={data.earlier} />
        </p>
      )}
      {data.later.map((later) => (
        <p key={later.id}>
          {t('taken-up.by')} <LinkTo proposal={later} />
        </p>
      ))}
      {data.may.takeUp && (
        <DeedForm deed="take-up" className="stack">
          <input type="hidden" name="once" value={data.once} />
          <p className="hint">{t('taken-up.hint')}</p>
          <div className="actions">
            <Button>{t('taken-up.save')}</Button>
          </div>
        </DeedForm>
      )}
    </section>
  );
}

function LinkTo({ proposal: { id, title, language } }: { proposal: DecisionData['later'][number] }) {
  return (
    <Way to={`/decisions/${id}`} lang={language}>
      <bdi>{title}</bdi>
    </Way>
  );
}

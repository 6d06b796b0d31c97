import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, Select } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import type { EditingData } from '../editing.server';

/** The organisations that carry it out, what each brings, and whom it has named. */
export function Partners({ data }: { data: EditingData }) {
  const { t } = useTranslation('programmes');
  return (
    <section aria-labelledby="partners" className="stack">
      <h2 id="partners">{t('parts.actors')}</h2>
      <ul className="list">
        {data.partners.map((o) => (
          <li key={o.id}>
            <Partner partner={o} mayLead={data.mayLead} />
          </li>
        ))}
      </ul>
      {data.mayLead && (
        <Fold summary={t('edit.new.partner')} deeds={['partner-new']}>
          <DeedForm deed="partner-new" className="stack" key={data.partners.length}>
            <Select
              deed="partner-new"
              name="organisation"
              label={t('table.organisation')}
              empty={t('field.choose')}
              options={data.choices.organisations.map((o) => ({ value: String(o.id), label: o.name }))}
            />
            <Field deed="partner-new" name="part" label={t('table.part')} dir="auto" optional />
            <div className="actions">
              <Button>{t('edit.new.partner')}</Button>
            </div>
          </DeedForm>
        </Fold>
      )}
    </section>
  );
}

function Partner({ partner: o, mayLead }: { partner: EditingData['partners'][number]; mayLead: boolean }) {
  const { t } = useTranslation('programmes');
  const deed = `partner-${o.id}`;
  const naming = `person-${o.id}`;
  const removal = `remove-partner-${o.id}`;
  return (
    <article>
      <h3>
        <bdi>{o.name}</bdi> {o.isLead && <span className="tag">{t('edit.lead')}</span>}
      </h3>
      {o.part && <p dir="auto">{o.part}</p>}
      {o.people.length > 0 && (
        <ul>
          {o.people.map((person) => (
            <li key={person.id}>
              <Way to={`/people/${person.handle}`}>
                <bdi>{person.name}</bdi>
              </Way>
              {o.mayName && (
                <DeedForm deed={`remove-person-${person.id}`}>
                  <input type="hidden" name="organisation" value={o.id} />
                  <input type="hidden" name="person" value={person.id} />
                  <Button quiet>{t('edit.unname', { name: person.name })}</Button>
                </DeedForm>
              )}
            </li>
          ))}
        </ul>
      )}
      {(o.mayName || mayLead) && (
        <Fold summary={t('edit.partner')} deeds={[deed, naming, removal]}>
          <DeedForm deed={deed} className="stack">
            <input type="hidden" name="organisation" value={o.id} />
            <Field deed={deed} name="part" label={t('table.part')} value={o.part} dir="auto" optional />
            <div className="actions">
              <Button>{t('edit.save')}</Button>
            </div>
          </DeedForm>
          {o.mayName && (
            <DeedForm deed={naming} className="stack" key={o.people.length}>
              <input type="hidden" name="organisation" value={o.id} />
              <Field deed={naming} name="person" label={t('field.person')} hint={t('field.person-hint')} dir="ltr" />
              <div className="actions">
                <Button>{t('edit.name-person')}</Button>
              </div>
            </DeedForm>
          )}
          {mayLead && !o.isLead && (
            <DeedForm deed={removal}>
              <input type="hidden" name="organisation" value={o.id} />
              <p className="actions">
                <Button quiet>{t('edit.remove-partner')}</Button>
              </p>
            </DeedForm>
          )}
        </Fold>
      )}
    </article>
  );
}

import { useTranslation } from 'react-i18next';
import { Day } from '../../shared/ui/day';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, Select, TextArea } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import type { MeetingData } from '../meetings/page.server';
import { Wide } from './parts';

/** What members take on here: with an owner and a day, so that it comes to them and to the next meeting. */
export function Actions({ data, once }: { data: MeetingData; once: string }) {
  const { t } = useTranslation('committee');
  const deed = 'action';
  return (
    <section className="stack">
      <h2 id="actions">{t('actions.title')}</h2>
      {data.actions.length === 0 ? (
        <p className="empty">{t('actions.none')}</p>
      ) : (
        <Wide by="actions">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('actions.action')}</th>
                <th scope="col">{t('actions.owner')}</th>
                <th scope="col">{t('actions.due')}</th>
                <th scope="col">{t('actions.state')}</th>
              </tr>
            </thead>
            <tbody>
              {data.actions.map((a) => (
                <tr key={a.id}>
                  <td>
                    <Way to={`/commitments/${a.id}`} lang={a.language}>
                      {a.words}
                    </Way>
                  </td>
                  <td>
                    <bdi>{a.owner}</bdi>
                  </td>
                  <td>{a.dueOn && <Day day={a.dueOn} />}</td>
                  <td>{t(`action-state.${a.state}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {data.may.act && (
        <Fold deeds={[deed]} summary={t('actions.note')}>
          <DeedForm key={once} deed={deed} className="stack">
            <input type="hidden" name="once" value={once} />
            <input type="hidden" name="language" value={data.language} />
            <TextArea deed={deed} name="words" label={t('actions.action')} rows={2} required />
            <Select
              deed={deed}
              name="owner"
              label={t('actions.owner')}
              empty={t('choose')}
              options={data.owners.map((m) => ({ value: String(m.id), label: m.name }))}
            />
            <Field deed={deed} name="dueOn" type="date" label={t('actions.due')} required />
            <Button>{t('actions.note')}</Button>
          </DeedForm>
        </Fold>
      )}
    </section>
  );
}

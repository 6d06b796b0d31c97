import { useTranslation } from 'react-i18next';
import { Button, DeedForm, useRefused } from '../../../shared/ui/form';
import type { ParticipantsData } from '../participants.server';

/** Who was there: those who opened the joining link by one press, and each by a tick. */
export function AttendanceForm({ data }: { data: ParticipantsData }) {
  const { t } = useTranslation('registration');
  const refused = useRefused('attendance');
  const ticked = refused && [refused.several?.there ?? refused.typed.there ?? []].flat();
  if (data.participants.length === 0) return <p className="empty">{t('participants.nobody')}</p>;
  return (
    <>
      {data.joined > 0 && (
        <DeedForm deed="joined">
          <Button>{t('attendance.joined', { count: data.joined })}</Button>
        </DeedForm>
      )}
      <DeedForm deed="attendance" className="stack">
        <fieldset className="field">
          <legend>{t('attendance.who')}</legend>
          {data.participants.map((p) => (
            <label key={p.id} className="choice">
              <input type="hidden" name="listed" value={p.id} />
              <input
                type="checkbox"
                name="there"
                value={p.id}
                defaultChecked={ticked ? ticked.includes(String(p.id)) : p.attended}
              />
              <span>
                <bdi>{p.name}</bdi>
                <small>
                  {p.organisation && (
                    <>
                      <bdi>{p.organisation}</bdi>
                      {' · '}
                    </>
                  )}
                  {t(p.joined ? 'attendance.opened' : 'attendance.not-opened')}
                </small>
              </span>
            </label>
          ))}
        </fieldset>
        <div className="actions">
          <Button primary>{t('attendance.save')}</Button>
        </div>
      </DeedForm>
    </>
  );
}

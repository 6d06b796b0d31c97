import { useTranslation } from 'react-i18next';
import { Button, Checkbox, DeedForm } from '../../../shared/ui/form';
import type { ReminderChoice } from '../reminders';

/** When one wants to be reminded: of all events, or of the one whose registration is shown. */
export function RemindersForm({ day, hour }: ReminderChoice) {
  const { t } = useTranslation('calendar');
  return (
    <DeedForm deed="reminders" className="stack">
      <Checkbox name="day" label={t('reminders.day')} checked={day} />
      <Checkbox name="hour" label={t('reminders.hour')} checked={hour} />
      <div className="actions">
        <Button>{t('reminders.save')}</Button>
      </div>
    </DeedForm>
  );
}

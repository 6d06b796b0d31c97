import { useTranslation } from 'react-i18next';
import { formatTime } from '../time';

/** A day of the calendar (ISO date), the same day for every reader: an instant would move it in some zones. */
export function Day({ day }: { day: string }) {
  const { i18n } = useTranslation();
  return <time dateTime={day}>{formatTime(`${day}T12:00:00Z`, i18n.language, 'UTC', 'date')}</time>;
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventPageData } from '../page.server';
import { useEvent } from './use-event';

/** What of an event must not change unseen under somebody who has its page open. */
export const whenOf = ({ startsAt, endsAt, cancelledAt }: EventPageData) => `${startsAt} ${endsAt} ${cancelledAt}`;

/** Keeps the page of an event true while it is open, and says so where its time is another or it was cancelled. */
export function Followed({ data }: { data: EventPageData }) {
  const { t } = useTranslation('events');
  useEvent(data.id, data.asOf, 'page');
  const now = whenOf(data);
  const [first] = useState(now);
  const other = first !== now;
  return (
    <p role="status" className={other ? 'notice' : undefined}>
      {other && t('changed-meanwhile')}
    </p>
  );
}

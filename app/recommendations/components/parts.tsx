import { useTranslation } from 'react-i18next';
import { formatTime } from '../../shared/time';

/** A day, the same wherever one reads. */
export function Day({ on }: { on: string }) {
  const { i18n } = useTranslation();
  return <time dateTime={on}>{formatTime(`${on}T12:00:00Z`, i18n.language, 'UTC', 'date')}</time>;
}

/** Where and when an event was held. */
export function Held({ place, from, until }: { place: string; from: string | null; until: string | null }) {
  return (
    <>
      {place && <bdi>{place}</bdi>}
      {from && (
        <span>
          <Day on={from} />
          {until && until !== from && (
            <>
              {' – '}
              <Day on={until} />
            </>
          )}
        </span>
      )}
    </>
  );
}

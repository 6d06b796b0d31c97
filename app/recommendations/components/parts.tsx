import { useTranslation } from 'react-i18next';
import { formatTime } from '../../shared/time';
import type { RecommendationState } from '../recommendation';

const looks: Record<RecommendationState, string> = {
  open: 'waiting',
  'under-way': 'open',
  done: 'synthesised',
  'not-pursued': 'closed',
};

export function State({ state }: { state: RecommendationState }) {
  const { t } = useTranslation('recommendations');
  return <span className={`state ${looks[state]}`}>{t(`state.${state}`)}</span>;
}

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

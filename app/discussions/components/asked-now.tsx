import { useTranslation } from 'react-i18next';
import { keptPiece } from '../../shared/ui/kept';
import { Question } from '../../shared/ui/question';
import { PlaceTime } from '../../shared/ui/time';
import type { DiscussionPage } from '../page.server';

interface Asked {
  phase: DiscussionPage['phases'][number] | null;
  phases: number;
  /** Whether it is still to open. */
  ahead: boolean;
  place: string;
  /** The reader's own time zone. */
  zone: string | null;
}

export function askedOf(data: DiscussionPage, zone: string | null): Asked {
  const phase = data.phases.find((p) => p.id === data.phase) ?? null;
  return {
    phase,
    phases: data.phases.length,
    ahead: phase !== null && Date.parse(phase.opensAt) > Date.parse(data.now),
    place: data.timeZone,
    zone,
  };
}

/** The guiding question of the phase that is open or comes next, and until when. */
export const AskedNow = keptPiece(
  'question',
  'div',
  { 'data-live-part': 'question' },
  function AskedNow({ phase, phases, ahead, place, zone }: Asked) {
    const { t } = useTranslation('discussions');
    if (!phase) return null;
    return (
      <Question
        words={phase.question}
        language={phase.language}
        label={
          <>
            {t(phases > 1 ? 'phase.line' : 'phase.line-single', {
              position: phase.position,
              count: phases,
              title: phase.title,
            })}
            {' · '}
            {ahead ? t('phase.from') : t('phase.until')}{' '}
            <PlaceTime at={ahead ? phase.opensAt : phase.closesAt} place={place} reader={zone} />
          </>
        }
      />
    );
  },
);

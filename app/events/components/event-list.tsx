import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { keptList } from '../../shared/ui/kept';
import { Way } from '../../shared/ui/way';
import type { ShownEvent } from '../shown';
import { EventTime } from './event-times';

/** State of an event in words; its colour is that of the discussion's state that means the same. */
export function EventState({ state }: { state: ShownEvent['state'] }) {
  const { t } = useTranslation('events');
  const look = { preparing: 'draft', announced: 'announced', live: 'open', over: 'closed', cancelled: 'hidden' }[state];
  return <span className={`state ${look}`}>{t(`state.${state}`)}</span>;
}

/** Events one below the other; `within` a part of the page that has a heading of its own. */
export const EventItems = keptList<{ zone: string | null; within?: boolean }, ShownEvent>(
  'events',
  ['ul', 'list'],
  ['li'],
  (e) => {
    const { t } = useTranslation('events');
    const Title = e.within ? 'h3' : 'h2';
    return (
      <article>
        <EventState state={e.state} />
        <Title lang={e.language} dir={directionOf(e.language)}>
          <Way to={e.path}>{e.title}</Way>
        </Title>
        <p className="meta">
          <EventTime startsAt={e.startsAt} endsAt={e.endsAt} timeZone={e.timeZone} zone={e.zone} />
        </p>
        <p className="meta">
          <span>{t(`kind.${e.kind}`)}</span>
          <span>{e.region}</span>
          {e.readers !== 'public' && <span>{t(`readers.${e.readers}`)}</span>}
          {e.languages !== '' && <span>{e.languages}</span>}
          {e.themes.length > 0 && <span>{e.themes.map((theme) => t(`themes:${theme}`)).join(' · ')}</span>}
          {e.venue !== '' && <bdi>{e.venue}</bdi>}
          {e.movedFrom && <span>{t('moved')}</span>}
        </p>
      </article>
    );
  },
);

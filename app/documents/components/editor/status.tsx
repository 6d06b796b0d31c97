import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from './icons';
import type { Safety } from './saving';
import type { SessionState, TextSession } from './session';

const icons: Record<Safety, IconName> = {
  opening: 'saving',
  saving: 'saving',
  saved: 'check',
  offline: 'offline',
  trouble: 'warning',
};

export function useSession(session: TextSession): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}

/**
 * Whether what one wrote is safe, in words. Seen at once; said only when it is news: a voice that says "saving" at each
 * letter would be turned off.
 */
export function Status({
  session,
  writes,
  say,
}: {
  session: TextSession;
  writes: boolean;
  say: (words: string) => void;
}) {
  const { t } = useTranslation('editor');
  const { safety, unsaved, keepsCopy, kept, isKeeping, isSlow, isPaused, ended } = useSession(session);
  const told = useRef<Safety>('saved');

  useEffect(() => {
    if (ended || safety === 'opening' || safety === told.current) return;
    const news = safety === 'offline' || safety === 'trouble';
    const over = (told.current === 'offline' || told.current === 'trouble') && safety === 'saved';
    if (!news && !over) return;
    told.current = safety;
    if (over) say(t('status.safe-again'));
    else say(t(safety === 'trouble' ? 'status.say-trouble' : keepsCopy ? 'status.say-offline' : 'status.offline-open'));
  }, [safety, keepsCopy, ended, say, t]);

  const shown = ended ? 'ended' : safety;
  return (
    <p className={`safety ${shown}`} aria-busy={isKeeping || undefined}>
      <Icon name={ended ? 'warning' : icons[safety]} />
      <span>{ended ? t('status.ended') : wordsFor()}</span>
    </p>
  );

  function wordsFor(): string {
    if (safety === 'offline' && !keepsCopy) return t(writes ? 'status.offline-open' : 'status.offline-reading');
    if (safety === 'offline' && isSlow) return t('status.keeping', { count: unsaved });
    if (safety === 'offline' && isPaused && kept > 0) return t('status.paused', { count: kept });
    if (safety === 'offline') return kept > 0 ? t('status.kept', { count: kept }) : t('status.offline');
    if (!writes && (safety === 'saved' || safety === 'saving')) return t('status.reading');
    return t(`status.${safety}`);
  }
}

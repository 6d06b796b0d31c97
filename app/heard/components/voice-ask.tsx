import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listenToVoices } from '../keeping-true';

/**
 * The editor's list of what survivors said, fetched as a piece of a page when it is opened; `put` gets the reference that was
 * chosen. Its words are shown and go nowhere: the text gets the reference alone.
 */
export function VoiceAsk({ document: id, put }: { document: number; put: (voice: string, from: Element) => void }) {
  const { t } = useTranslation('heard');
  const [list, setList] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  const open = useCallback(async (): Promise<void> => {
    const answer = await fetch(`/documents/${id}/voices/choose`, { cache: 'no-store' }).catch(() => null);
    setFailed(!answer?.ok);
    setList(answer?.ok ? await answer.text() : null);
  }, [id]);

  const shown = list !== null;
  useEffect(() => {
    if (!shown) return;
    return listenToVoices((changed) => {
      if (changed) setList('');
      void open();
    });
  }, [shown, open]);

  return (
    <details onToggle={(event) => event.currentTarget.open && void open()}>
      <summary>{t('choose.open')}</summary>
      <p className="hint">{t('choose.hint')}</p>
      <p role="status" className="hint">
        {failed ? t('choose.failed') : !!list && !list.includes('data-cite') && t('choose.empty')}
      </p>
      {list !== null && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons within are what is clicked, by keys too
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        <div
          data-own-voices=""
          onClick={(event) => {
            const button = (event.target as Element).closest('[data-cite]');
            const voice = button?.getAttribute('data-cite');
            if (button && voice) put(voice, button);
          }}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the server, every word escaped: fill.server.ts
          dangerouslySetInnerHTML={{ __html: list }}
        />
      )}
    </details>
  );
}

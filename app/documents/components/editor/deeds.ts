import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextSession } from './session';
import { useWriting } from './use-writing';

/**
 * Sends a form of this document with a fetch, and reads the page's data again when it is done. Gives what was wrong in
 * words, or nothing. Not a fetcher of the router: that would go where the form leads when it is done, and the text that
 * is being written with it. What was refused comes back as the page that a browser without scripts would show, with
 * its mistakes listed in the reader's language.
 */
export function useDeed(): (path: string, fields: Record<string, string | string[]>) => Promise<string | undefined> {
  const { t } = useTranslation('editor');
  const { revalidate } = useRevalidator();
  const { session } = useWriting();
  return async (path, fields) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields))
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
    const answer = await fetch(path, { method: 'POST', body, redirect: 'manual' }).catch(() => null);
    if (!answer) return t('deed.offline');
    if (answer.type === 'opaqueredirect') {
      revalidate();
      tellOthers(session);
      return undefined;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const said = page.querySelector('.mistakes')?.textContent?.trim() ?? page.querySelector('main .lede')?.textContent;
    return said || t('deed.failed');
  };
}

/** What others have open beside the text is old now: what they may see of it is theirs to ask for. */
function tellOthers({ provider }: TextSession): void {
  provider.awareness.setLocalStateField('told', Date.now());
}

const gatherMs = 300;

/** Reads the page's data again when somebody here has commented, settled or decided something. */
export function useTold({ provider, doc }: TextSession): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const { awareness } = provider;
    const heard = new Map<number, unknown>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = () => {
      for (const [client, { told }] of awareness.getStates()) {
        if (client === doc.clientID || told === undefined || heard.get(client) === told) continue;
        heard.set(client, told);
        clearTimeout(timer);
        timer = setTimeout(revalidate, gatherMs);
      }
    };
    awareness.on('change', hear);
    return () => {
      clearTimeout(timer);
      awareness.off('change', hear);
    };
  }, [provider, doc, revalidate]);
}

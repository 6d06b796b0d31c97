import { useTranslation } from 'react-i18next';
import { useWriting } from './use-writing';

/**
 * Sends a form of this document with a fetch, and reads the page's data again when it is done. Gives what was wrong in
 * words, or nothing. Not a fetcher of the router: that would go where the form leads when it is done, and the text that
 * is being written with it. What was refused comes back as the page that a browser without scripts would show, with
 * its mistakes listed in the reader's language.
 */
export function useDeed(): (path: string, fields: Record<string, string | string[]>) => Promise<string | undefined> {
  const { t } = useTranslation('editor');
  const { reread } = useWriting();
  return async (path, fields) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields))
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
    const answer = await fetch(path, { method: 'POST', body, redirect: 'manual' }).catch(() => null);
    if (!answer) return t('deed.offline');
    if (answer.type === 'opaqueredirect') {
      reread();
      return undefined;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const said = page.querySelector('.mistakes')?.textContent?.trim() ?? page.querySelector('main .lede')?.textContent;
    return said || t('deed.failed');
  };
}

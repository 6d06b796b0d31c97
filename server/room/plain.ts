import type { RoomLanguage, RoomLook } from '../../app/room/context';
import { roomTexts } from '../../app/room/texts.server';
import { directionOf, languages } from '../../app/shared/languages';
import { padded } from './headers';

/** What is answered without asking anything of anybody's session. */
export const plainStatuses = [400, 403, 404, 405, 409, 413, 422, 429, 431, 500, 503] as const;
export type PlainStatus = (typeof plainStatuses)[number];

export interface PlainPages {
  of(status: number): Buffer;
  /** Where the way out leads in the demonstration, which may not name a real site. */
  away: Buffer;
}

/**
 * The pages of statuses, made once, each in all languages: the same bytes for whoever asks, so that nothing about the
 * asker or about what is there can be read from them.
 */
export function makePlainPages(look: RoomLook): PlainPages {
  const pages = new Map<number, Buffer>(plainStatuses.map((status) => [status, write(look, kindOf(status))]));
  return { of: (status) => pages.get(status) ?? pages.get(status < 500 ? 400 : 500)!, away: write(look, 'away') };
}

const kinds = { gone: 'gone', old: 'old', wrong: 'wrong', late: 'late', failed: 'failed', away: 'away' } as const;
type Kind = keyof typeof kinds;

function kindOf(status: PlainStatus): Kind {
  if (status === 404 || status === 405) return 'gone';
  if (status === 403) return 'old';
  if (status === 429 || status === 503) return 'late';
  return status === 500 ? 'failed' : 'wrong';
}

function write(look: RoomLook, kind: Kind): Buffer {
  const said = languages.map((language: RoomLanguage) => {
    const { t } = roomTexts(language);
    const words = (key: 'title' | 'words') => escaped(t(`forms:plain.${kind}.${key}`));
    const begin = kind === 'away' ? '' : `<p><a href="/">${escaped(t('forms:plain.begin'))}</a></p>`;
    const heading = language === languages[0] ? 'h1' : 'h2';
    return `<section lang="${language}" dir="${directionOf(language)}"><${heading}>${words('title')}</${heading}><p>${words('words')}</p>${begin}</section>`;
  });
  const [first] = languages;
  const { t } = roomTexts(first);
  return padded(
    Buffer.from(
      `<!DOCTYPE html><html lang="${first}" dir="ltr" translate="no" class="notranslate"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="google" content="notranslate"><title>${escaped(t('forms:title'))}</title><style>${look.sheet}</style><script src="${look.exit.src}" integrity="${look.exit.integrity}" defer></script></head><body>${
        kind === 'away'
          ? ''
          : `<header class="exit"><a id="exit" href="/leave" rel="noreferrer nofollow">${languages.map((l) => `<span lang="${l}" dir="${directionOf(l)}">${escaped(roomTexts(l).t('forms:exit'))}</span>`).join(' · ')}</a></header>`
      }<main>${said.join('')}</main></body></html>`,
    ),
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

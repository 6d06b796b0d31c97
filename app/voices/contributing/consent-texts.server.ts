import type { TFunction } from 'i18next';
import { isLanguage, type Language } from '../../shared/languages';
import ar from '../../shared/locales/ar/voice.json' with { type: 'json' };
import en from '../../shared/locales/en/voice.json' with { type: 'json' };
import fr from '../../shared/locales/fr/voice.json' with { type: 'json' };
import { type ConsentEvent, requiredScope, type Scope, scopes, textHash } from '../consent';

const texts = { en, fr, ar };

/** What the thirteen points name of this room and this organisation. */
export interface ToldOf {
  organisation: string;
  /** The organisation keeps a recovery key on paper: told where it is so. */
  hasRecovery: boolean;
  emergencyNumber: string;
  retentionWeeks: number;
  answerWeeks: number;
}

const points = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;

/** The thirteen points, word for word as they are shown, in the language of `t`. */
export function toldIn(t: TFunction, of: ToldOf): string[] {
  const values = {
    organisation: of.organisation,
    number: of.emergencyNumber,
    kept: t('voice:weeks', { count: of.retentionWeeks }),
    answer: t('voice:weeks', { count: of.answerWeeks }),
  };
  return points.map((n) => {
    const told = t(`voice:told.${n}`, values);
    return n === 4 && of.hasRecovery ? `${told} ${t('voice:told.recovery', values)}` : told;
  });
}

/** The same points to read again, without the name of the organisation: it says where she is. No version is made of these. */
export function withoutName(t: TFunction, of: ToldOf): string[] {
  const where = t('voice:told.where');
  const first = where.charAt(0).toUpperCase() + where.slice(1);
  return toldIn(t, { ...of, organisation: where }).map((told) => told.replaceAll(`. ${where}`, `. ${first}`));
}

/** The words of a scope to which she says yes; the same for every room. */
export function scopeText(scope: Scope, language: Language): string {
  return texts[language].scope[scope].text;
}

/**
 * The version of all that the consent says in a language, apart from the names and numbers of a room: what a review of the
 * language is a review of.
 */
export function reviewedVersion(language: Language): Buffer {
  const { told, scope } = texts[language];
  const words = [...points.map((n) => told[n]), told.recovery, told.where, ...scopes.map((s) => scope[s].text)];
  return textHash(words.join('\n'), language);
}

/** The same for every language, by its name (hex): to compare with in a query. */
export function reviewedVersions(): Record<Language, string> {
  return {
    en: reviewedVersion('en').toString('hex'),
    fr: reviewedVersion('fr').toString('hex'),
    ar: reviewedVersion('ar').toString('hex'),
  };
}

/**
 * The version of what is said yes to. Reading by support is agreed to with all thirteen points, so that its hash holds
 * them, names and numbers included; each other scope stands for itself.
 */
export function versionOf(scope: Scope, language: Language, told: readonly string[]): Buffer {
  const text = scopeText(scope, language);
  return textHash(scope === requiredScope ? [...told, text].join('\n') : text, language);
}

/**
 * Whether a yes was said to the words of today: what begins something new has to ask (see `gate.ts`). Only for scopes
 * other than reading, whose text names a room.
 */
export function isCurrentText(event: Pick<ConsentEvent, 'scope' | 'language' | 'textHash'>): boolean {
  return isLanguage(event.language) && event.textHash.equals(versionOf(event.scope, event.language, []));
}

import type { Language } from '../../shared/languages';

/**
 * Lists of words for receipts, by language: at least 7,776 each, neutral, vetted by somebody who speaks the language. There
 * is none yet, so receipts are digits everywhere; whoever vets a list adds it here, and its button appears.
 */
export const wordLists: Partial<Record<Language, readonly string[]>> = {};

import type { ContentLanguage } from '../../../app/shared/languages';
import type { PersonKey } from './people';

export interface SeedStatement {
  readonly language: ContentLanguage;
  readonly words: string;
  /** Translations by those who facilitate. */
  readonly also?: Partial<Record<ContentLanguage, string>>;
  /** Null: put there to begin with, by a facilitator. */
  readonly by: PersonKey | null;
  /** Not read by a facilitator yet. */
  readonly waits?: true;
  /** How those who are asked lean, from 1 (agree) to -1, by the first letter of their sector's key; 0.2 where it is left out. */
  readonly leans: Readonly<Record<string, number>>;
}

/**
 * Statements of the consultations, by the consultation's key: invented, about institutions and what they do, and none of
 * them by or about survivors. How people voted is drawn by a rule from how their sector leans.
 */
export const statements: Readonly<Record<string, readonly SeedStatement[]>> = {
  'eastern-africa-recruitment': [
    {
      language: 'en',
      words: 'Recruitment fees are paid by the employer, also where a loan or a gift stands for them. (invented)',
      also: {
        fr: 'Les frais de recrutement sont payés par l’employeur, même sous forme de prêt ou de cadeau. (inventé)',
        ar: 'يدفع صاحب العمل رسوم الاستقدام، حتى لو جاءت في صورة قرض أو هدية. (متخيَّل)',
      },
      by: null,
      leans: { g: 0.7, c: 0.9, w: 1, e: -0.2, i: 0.9, p: -0.4 },
    },
    {
      language: 'en',
      words: 'A complaint can be made without saying where one works now. (invented)',
      also: {
        fr: 'Une plainte peut être déposée sans dire où l’on travaille actuellement. (inventé)',
        ar: 'يمكن تقديم شكوى دون ذكر مكان العمل الحالي. (متخيَّل)',
      },
      by: null,
      leans: { g: 0.1, c: 0.9, w: 0.9, e: -0.3, i: 0.7 },
    },
    {
      language: 'en',
      words: 'An agency that loses its licence is named on a public page. (invented)',
      by: 'kwame.d',
      leans: { g: 0.6, c: 0.8, w: 0.9, e: 0.3, i: 0.7, p: -0.6 },
    },
    {
      language: 'fr',
      words: 'Chaque bureau du travail compte les plaintes de la même manière. (inventé)',
      also: { en: 'Every labour office counts complaints in the same way. (invented)' },
      by: 'leila.d',
      leans: { g: 0.8, c: 0.7, w: 0.6, e: 0.7, i: 0.9 },
    },
    {
      language: 'ar',
      words: 'تُعطى العقود بلغة من يوقّعها. (متخيَّل)',
      also: { en: 'Contracts are given in the language of whoever signs them. (invented)' },
      by: null,
      leans: { g: 0.9, c: 0.9, w: 0.9, e: 0.7, i: 0.9, p: 0.6 },
    },
    {
      language: 'en',
      words: 'Small agencies are helped with the rules before they are fined. (invented)',
      by: null,
      leans: { g: 0.3, c: -0.4, w: -0.5, e: 0.9, i: 0.2, p: 1 },
    },
    {
      language: 'en',
      words: 'Labour attachés report once a year how many complaints ended with money paid back. (invented)',
      by: 'henrik.d',
      waits: true,
      leans: {},
    },
  ],
  priorities: [
    {
      language: 'en',
      words: 'Every priority has an owner who says at the end what became of it. (invented)',
      also: {
        fr: 'Chaque priorité a un responsable qui dit à la fin ce qu’elle est devenue. (inventé)',
        ar: 'لكل أولوية مسؤول يقول في النهاية ما آلت إليه. (متخيَّل)',
      },
      by: null,
      leans: { g: 0.7, c: 0.9, w: 0.9, e: 0.8, i: 0.6 },
    },
    {
      language: 'en',
      words: 'A share of every budget goes to direct assistance before anything else is planned. (invented)',
      by: null,
      leans: { g: 0.1, c: 1, w: 0.8, e: 0.1, i: 0.5 },
    },
    {
      language: 'en',
      words: 'Three priorities are enough for three years. (invented)',
      by: 'sofia.d',
      leans: { g: 0.5, c: -0.5, w: -0.2, e: 0.8, i: 0.4 },
    },
    {
      language: 'fr',
      words: 'Les données communes passent avant de nouvelles campagnes. (inventé)',
      also: { en: 'Joint data come before new campaigns. (invented)' },
      by: null,
      leans: { g: 0.6, c: 0.2, w: 0.3, e: 0.2, i: 0.8, a: 1, m: -0.7 },
    },
  ],
  'direct-help': [
    {
      language: 'en',
      words: 'A closed list says what direct help is. (invented)',
      also: {
        fr: 'Une liste fermée dit ce qu’est l’aide directe. (inventé)',
        ar: 'قائمة مغلقة تحدد ما هي المساعدة المباشرة. (متخيَّل)',
      },
      by: null,
      leans: { g: 0.5, c: 0.7, w: 0.6, e: 0.4, i: 0.8 },
    },
    {
      language: 'en',
      words: 'The share is fixed before a programme is written. (invented)',
      also: {
        fr: 'La part est fixée avant la rédaction du programme. (inventé)',
        ar: 'تُحدَّد الحصة قبل كتابة البرنامج. (متخيَّل)',
      },
      by: 'mirela.d',
      leans: { g: -0.5, c: 0.8, w: 0.5, e: -0.2, i: 0.1 },
    },
  ],
};

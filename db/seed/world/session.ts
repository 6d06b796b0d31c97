import type { ContentLanguage } from '../../../app/shared/languages';

export interface SeedItem {
  readonly kind: 'question' | 'statements' | 'poll' | 'floor';
  readonly minutes: number;
  readonly title: Readonly<Partial<Record<ContentLanguage, string>>>;
  readonly words?: Readonly<Partial<Record<ContentLanguage, string>>>;
  /** Numbers of statements of the consultation. */
  readonly statements?: readonly number[];
  readonly poll?: { readonly question: string; readonly choices: readonly string[] };
}

export interface SeedSession {
  /** Keys of the event, and of the consultation whose part it is. */
  readonly event: string;
  readonly consultation: string;
  /** In the order of the agenda. */
  readonly items: readonly SeedItem[];
}

/** The agenda of a session that is still to come: invented, about institutions and what they do. */
export const sessions: readonly SeedSession[] = [
  {
    event: 'eastern-africa-referral',
    consultation: 'eastern-africa-recruitment',
    items: [
      {
        kind: 'question',
        minutes: 20,
        title: {
          en: 'Where a complaint stops (invented)',
          fr: 'Là où une plainte s’arrête (inventé)',
          ar: 'أين تتوقف الشكوى (متخيَّل)',
        },
        words: {
          en: 'At which desk does a complaint about a fee stay longest, and what would move it on? (invented)',
          fr: 'À quel guichet une plainte sur des frais reste-t-elle le plus longtemps, et qu’est-ce qui la ferait avancer ? (inventé)',
          ar: 'عند أي مكتب تبقى الشكوى من الرسوم أطول مدة، وما الذي يدفعها إلى الأمام؟ (متخيَّل)',
        },
      },
      {
        kind: 'statements',
        minutes: 25,
        title: {
          en: 'What most have said so far (invented)',
          fr: 'Ce que la plupart ont dit jusqu’ici (inventé)',
          ar: 'ما قاله معظم المشاركين حتى الآن (متخيَّل)',
        },
        statements: [1, 2, 4],
      },
      {
        kind: 'poll',
        minutes: 10,
        title: {
          en: 'What comes first (invented)',
          fr: 'Ce qui vient en premier (inventé)',
          ar: 'ما يأتي أولًا (متخيَّل)',
        },
        poll: {
          question: 'Which of these should the programme begin with? (invented)',
          choices: ['One form for complaints', 'Interpreters at the desks', 'A yearly count of money paid back'],
        },
      },
      {
        kind: 'floor',
        minutes: 35,
        title: {
          en: 'The floor is open (invented)',
          fr: 'La parole est ouverte (inventé)',
          ar: 'باب الكلام مفتوح (متخيَّل)',
        },
      },
    ],
  },
];

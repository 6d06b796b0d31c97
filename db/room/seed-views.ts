import type { Scope } from '../../app/voices/scopes';
import { seedVoices } from './seed-voices';

/**
 * What is said in the demonstration's room. All of it is invented, and all of it is views on services and programmes:
 * nobody's story is told here, real or made up.
 */
export interface SeedView {
  organisation: 0 | 1;
  language: 'en' | 'fr' | 'ar';
  /** Weeks ago. */
  week: number;
  provenance?: 'proxy' | 'group';
  text: string;
  yes: Scope[];
  /** A category of organisations that is shut out. */
  excludes?: string;
  excerpt?: {
    id?: string;
    form: 'quote' | 'paraphrase';
    words: string;
    language: 'en' | 'fr' | 'ar';
    /** How far it has come: waits for her, waits for a second reader, is released. */
    state: 'proposed' | 'approved' | 'released';
  };
  supports?: string[];
  reply?: string;
}

const most: Scope[] = ['theme', 'paraphrase', 'quote', 'statistics', 'reply'];
const outside: Scope[] = [...most, 'publish_outside'];

export const seedQuestions = {
  en: [
    'What should support services do differently?',
    'What works well and should stay?',
    'What would you tell those who plan the next programme?',
  ],
  fr: [
    'Que devraient faire autrement les services de soutien ?',
    'Qu’est-ce qui marche bien et devrait rester ?',
    'Que diriez-vous à celles et ceux qui préparent le prochain programme ?',
  ],
  ar: [
    'ما الذي ينبغي أن تفعله خدمات الدعم بطريقة مختلفة؟',
    'ما الذي يسير جيدا وينبغي أن يبقى؟',
    'ماذا تقولين لمن يعدون البرنامج القادم؟',
  ],
};

export const seedViews: SeedView[] = [
  {
    organisation: 0,
    language: 'en',
    week: 6,
    text: 'A helpline only helps when someone answers in a language that the caller thinks in. Evenings and weekends matter more than a long list of offices.',
    yes: most,
    excerpt: {
      id: seedVoices.helplineLanguage,
      form: 'quote',
      words: 'A helpline only helps when someone answers in a language that the caller thinks in.',
      language: 'en',
      state: 'released',
    },
    supports: [seedVoices.supportWithoutReport],
    reply: 'Thank you. We have passed on the point about evenings, and will say here what comes of it.',
  },
  {
    organisation: 0,
    language: 'fr',
    week: 6,
    text: 'Le délai de réflexion devrait être expliqué dès le début, avec des mots simples et sur une feuille que l’on peut garder. On ne choisit bien que ce que l’on comprend.',
    yes: outside,
    excerpt: {
      id: seedVoices.recoveryPeriodExplained,
      form: 'quote',
      words:
        'Le délai de réflexion devrait être expliqué dès le début, avec des mots simples et sur une feuille que l’on peut garder.',
      language: 'fr',
      state: 'released',
    },
    supports: [seedVoices.oneContact],
  },
  {
    organisation: 1,
    language: 'ar',
    week: 5,
    text: 'من المهم أن يختار الشخص المترجم الذي يرتاح له، وأن يستطيع طلب غيره دون أن يشرح السبب.',
    yes: most,
    excludes: 'government',
    excerpt: {
      id: seedVoices.choosingInterpreter,
      form: 'paraphrase',
      words: 'People should be able to choose their interpreter, and to ask for another one without giving a reason.',
      language: 'en',
      state: 'released',
    },
  },
  {
    organisation: 1,
    language: 'en',
    week: 5,
    text: 'Training is good when it leads to paid work. A certificate that no employer knows is not worth the hours. Childcare during the course should be part of it.',
    yes: most,
    excerpt: {
      id: seedVoices.trainingForWork,
      form: 'paraphrase',
      words: 'Training is worth the time when it leads to work that is paid, and when childcare is part of it.',
      language: 'en',
      state: 'released',
    },
    supports: [seedVoices.supportWithoutReport],
  },
  {
    organisation: 1,
    language: 'fr',
    week: 5,
    provenance: 'group',
    text: 'Nous parlons à plusieurs. Une seule personne de contact, du début à la fin, vaut mieux que cinq bureaux. Elle doit pouvoir venir aux rendez-vous.',
    yes: outside,
    supports: [seedVoices.oneContact],
  },
  {
    organisation: 0,
    language: 'en',
    week: 4,
    text: 'Please keep the drop-in hours without an appointment. They are the one thing that works on a bad day. One contact person who knows the file would save everybody time.',
    yes: outside,
    supports: [seedVoices.oneContact, seedVoices.supportWithoutReport],
    excerpt: {
      form: 'quote',
      words: 'Please keep the drop-in hours without an appointment.',
      language: 'en',
      state: 'proposed',
    },
  },
  {
    organisation: 0,
    language: 'ar',
    week: 4,
    provenance: 'proxy',
    text: 'الاستمارات طويلة جدا وتتكرر في كل مكتب. لو ملأناها مرة واحدة مع شخص واحد لكان ذلك أسهل.',
    yes: outside,
    supports: [seedVoices.oneContact],
  },
  {
    organisation: 1,
    language: 'en',
    week: 4,
    text: 'Support should not hang on whether somebody talks to the police. People talk when they feel steady, and some never will.',
    yes: most,
    supports: [seedVoices.supportWithoutReport],
    excerpt: {
      form: 'quote',
      words: 'Support should not hang on whether somebody talks to the police.',
      language: 'en',
      state: 'approved',
    },
  },
  {
    organisation: 1,
    language: 'fr',
    week: 3,
    text: 'Les réunions de participation devraient avoir lieu à des heures où l’on ne travaille pas, et le trajet devrait être payé le jour même.',
    yes: [...most, 'share_with_facilitator'],
    excerpt: {
      form: 'paraphrase',
      words: 'Les réunions devraient tenir compte des heures de travail, et le trajet être remboursé le jour même.',
      language: 'fr',
      state: 'proposed',
    },
  },
  {
    organisation: 0,
    language: 'fr',
    week: 3,
    text: 'Il faudrait dire après coup ce que nos avis ont changé. Sinon on a l’impression de parler dans le vide.',
    yes: most,
  },
  {
    organisation: 0,
    language: 'en',
    week: 2,
    text: 'Housing offers should say plainly how long one may stay and what is asked in return. A clear no is better than a vague yes.',
    yes: ['theme', 'statistics', 'reply'],
    reply: 'Thank you for this. We are rewriting the house rules in plain language and will ask you to look at them.',
  },
  {
    organisation: 1,
    language: 'en',
    week: 2,
    text: 'Pay people who advise you. Pay them as you pay other experts, and without forms that ask for things that could put them at risk.',
    yes: [...most, 'share_with_facilitator'],
  },
  {
    organisation: 0,
    language: 'ar',
    week: 1,
    text: 'المواعيد في الصباح الباكر صعبة على من تعمل ليلا. يفيد أن تكون هناك مواعيد مسائية.',
    yes: ['statistics'],
  },
  {
    organisation: 1,
    language: 'en',
    week: 1,
    text: 'Counselling should be offered again later, not only in the first weeks. Many say no at first.',
    yes: ['statistics', 'paraphrase', 'reply'],
  },
];

export const seedThemeTexts = [
  {
    id: seedVoices.oneContact,
    language: 'en',
    words:
      'One contact person, the same from the first day to the last, matters more to people than a larger number of offices and services.',
  },
  {
    id: seedVoices.supportWithoutReport,
    language: 'en',
    words: 'Support should not depend on whether somebody makes a report to the police.',
  },
] as const;

/** What is said in the group, by whom of those who joined, or by a facilitator. */
export const seedSaid: { by: number | 'facilitator'; text: string }[] = [
  { by: 'facilitator', text: 'Welcome. This week we ask what a good first meeting with a service looks like.' },
  { by: 0, text: 'Not a desk between us. And first what I want to know, then what they want to know.' },
  { by: 1, text: 'Un verre d’eau et le temps de lire avant de signer.' },
  { by: 3, text: 'Tell people how long it will take. It is easier to stay when you know.' },
];

import type { ConsultationScope, FeedKind, PartKind, PhaseKind } from '../../../app/consultations/consultation';
import type { Area } from '../../../app/organisations/places';
import type { ContentLanguage, Language } from '../../../app/shared/languages';
import type { OrganisationKey } from './organisations';
import type { PersonKey } from './people';
import { prose } from './prose';
import type { Ago, AllVersions, DayTime } from './shape';

export interface SeedConsultation {
  readonly key: string;
  readonly scope: ConsultationScope;
  readonly region: Area;
  readonly language: ContentLanguage;
  readonly languages: readonly ContentLanguage[];
  readonly timeZone: string;
  readonly host: OrganisationKey;
  readonly facilitators: readonly PersonKey[];
  readonly invited: readonly OrganisationKey[];
  readonly announced: Ago;
  readonly title: AllVersions;
  readonly purpose: AllVersions;
  readonly feedsKind: FeedKind;
  readonly feeds: AllVersions;
  /** Key of the document that it feeds. */
  readonly feedsDocument?: string;
  /** One after the other: each ends when the next begins. */
  readonly phases: readonly {
    readonly kind: PhaseKind;
    readonly opens: DayTime;
    readonly introduction?: AllVersions;
  }[];
  readonly ends: DayTime;
  readonly parts: readonly SeedPart[];
}

export interface SeedPart {
  readonly kind: PartKind;
  /** Key of the discussion, the event or the document that it stands for. */
  readonly of?: string;
  readonly during: readonly PhaseKind[];
  readonly title?: AllVersions;
  readonly body?: Partial<Record<Language, string>>;
  /** The questions of a questionnaire, which organisations answer: each one free text. */
  readonly questions?: readonly AllVersions[];
}

/**
 * Three consultations, invented with all that is asked in them: a regional one that is open while one looks, a general one whose
 * contributions are in and are being put together, and one that has been put together and answered.
 */
export const consultations: readonly SeedConsultation[] = [
  {
    key: 'eastern-africa-recruitment',
    scope: 'region',
    region: '014',
    language: 'en',
    languages: ['en', 'fr', 'ar'],
    timeZone: 'Africa/Nairobi',
    host: 'ilo',
    facilitators: ['wanjiru.d'],
    invited: [
      ...(['labour-migration-office', 'eastern-africa-mobility', 'prosecution-desk', 'safe-passage'] as const),
      ...(['domestic-hotel-union', 'returned-workers', 'enterprise-federation', 'licensed-agencies'] as const),
    ],
    announced: { days: 24 },
    title: {
      en: 'Eastern Africa: recruitment one can complain about (invented)',
      fr: 'Afrique orientale : un recrutement dont on peut se plaindre (inventé)',
      ar: 'شرق أفريقيا: استقدام يمكن الشكوى منه (متخيَّل)',
    },
    purpose: {
      en: prose`
        Workers who leave the region for a job pay for it before they earn anything, and few of them know where to complain. We ask
        those who license, recruit, represent and help them what a complaint needs in order to lead somewhere.

        What you say is put together by sector, so that no single one speaks for all, and each point of the programme says which
        contributions it rests on.
      `,
      fr: prose`
        Les travailleurs qui quittent la région pour un emploi paient avant d’avoir rien gagné, et peu d’entre eux savent où se
        plaindre. Nous demandons à ceux qui les agréent, les recrutent, les représentent et les aident ce qu’il faut à une plainte
        pour aboutir.
      `,
      ar: prose`
        يدفع العمال الذين يغادرون المنطقة للعمل قبل أن يكسبوا شيئًا، وقليل منهم يعرف أين يشتكي. نسأل من يرخّصون ويستقدمون ويمثّلون
        ويساعدون: ما الذي تحتاج إليه الشكوى لتصل إلى نتيجة؟
      `,
    },
    feedsKind: 'programme',
    feeds: {
      en: 'The joint programme for Eastern Africa, which its partners settle next spring (invented)',
      fr: 'Le programme conjoint pour l’Afrique orientale, que ses partenaires arrêtent au printemps (inventé)',
      ar: 'البرنامج المشترك لشرق أفريقيا الذي يقرّه شركاؤه في الربيع المقبل (متخيَّل)',
    },
    feedsDocument: 'fair-recruitment',
    phases: [
      { kind: 'preparation', opens: { days: -24, at: '09:00' } },
      {
        kind: 'open',
        opens: { days: -10, at: '09:00' },
        introduction: {
          en: 'Answer as an organisation, vote on statements for yourself, or come to the session.',
          fr: 'Répondez en tant qu’organisation, votez vous-même sur des énoncés, ou venez à la séance.',
          ar: 'أجب باسم منظمتك، أو صوّت بنفسك على العبارات، أو احضر الجلسة.',
        },
      },
      { kind: 'synthesis', opens: { days: 18, at: '18:00' } },
      { kind: 'response', opens: { days: 46, at: '09:00' } },
      { kind: 'follow-up', opens: { days: 80, at: '09:00' } },
    ],
    ends: { days: 400, at: '18:00' },
    parts: [
      {
        kind: 'reading',
        during: ['preparation', 'open', 'synthesis', 'response', 'follow-up'],
        title: {
          en: 'What is known, on two pages (invented)',
          fr: 'Ce que l’on sait, en deux pages (inventé)',
          ar: 'ما هو معروف في صفحتين (متخيَّل)',
        },
        body: {
          en: prose`
            # Who pays

            Fees are forbidden on paper in most of the region. What replaces them is a loan, a deduction or a gift, and none of them
            has a receipt.

            # Where a complaint goes

            - To the agency that took the money, which answers for itself.
            - To a labour office, where it is written down by hand.
            - To nobody, which is what most people choose.

            # What we do not know

            How many complaints end in money being paid back. No office counts them in a way that can be compared.
          `,
          fr: prose`
            # Qui paie

            Les frais sont interdits sur le papier dans la plus grande partie de la région. Un prêt, une retenue ou un cadeau les
            remplace, toujours sans reçu.

            # Où va une plainte

            - À l’agence qui a pris l’argent, et qui répond d’elle-même.
            - À un bureau du travail, où elle est notée à la main.
            - À personne, ce que la plupart choisissent.
          `,
        },
      },
      {
        kind: 'questionnaire',
        during: ['open'],
        title: {
          en: 'Questions to organisations (invented)',
          fr: 'Questions aux organisations (inventé)',
          ar: 'أسئلة إلى المنظمات (متخيَّل)',
        },
        questions: [
          {
            en: 'What makes a complaint about recruitment reach somebody who can decide on it?',
            fr: 'Qu’est-ce qui fait qu’une plainte sur un recrutement parvient à quelqu’un qui peut en décider ?',
            ar: 'ما الذي يوصل الشكوى من الاستقدام إلى من يستطيع البتّ فيها؟',
          },
          {
            en: 'What would your organisation do in the programme?',
            fr: 'Que ferait votre organisation dans le programme ?',
            ar: 'ماذا ستفعل منظمتك في البرنامج؟',
          },
        ],
      },
      {
        kind: 'statements',
        during: ['open'],
        title: {
          en: 'Agree, disagree or pass',
          fr: 'D’accord, pas d’accord ou passer',
          ar: 'أوافق أو لا أوافق أو أتجاوز',
        },
      },
      { kind: 'discussion', of: 'complaint-channels', during: ['open'] },
      { kind: 'session', of: 'eastern-africa-referral', during: ['open'] },
      {
        kind: 'draft',
        of: 'fair-recruitment',
        during: ['open'],
        title: {
          en: 'The draft programme, paragraph by paragraph (invented)',
          fr: 'Le projet de programme, paragraphe par paragraphe (inventé)',
          ar: 'مسودة البرنامج فقرة فقرة (متخيَّل)',
        },
      },
    ],
  },
  {
    key: 'priorities',
    scope: 'general',
    region: '001',
    language: 'en',
    languages: ['en', 'fr', 'ar'],
    timeZone: 'Europe/Vienna',
    host: 'unodc',
    facilitators: ['tomasz.d'],
    invited: [
      ...(['labour-migration-office', 'fair-recruitment-forum', 'safe-passage', 'evidence-lab'] as const),
      ...(['open-door', 'domestic-hotel-union', 'global-care-workers', 'enterprise-federation'] as const),
    ],
    announced: { days: 55 },
    title: {
      en: 'What should come first in the years ahead (invented)',
      fr: 'Ce qui doit passer en premier dans les années à venir (inventé)',
      ar: 'ما الذي ينبغي أن يأتي أولًا في السنوات المقبلة (متخيَّل)',
    },
    purpose: {
      en: prose`
        The Committee settles its priorities once in three years. This time it asks everybody who works in the field before it
        begins, and answers afterwards, point by point, what it does with what it was told.
      `,
      fr: prose`
        Le Comité fixe ses priorités une fois tous les trois ans. Cette fois, il consulte tous ceux qui travaillent dans le domaine
        avant de commencer, et répond ensuite, point par point, sur ce qu’il en fait.
      `,
      ar: prose`
        تحدد اللجنة أولوياتها مرة كل ثلاث سنوات. وهي هذه المرة تسأل كل من يعمل في هذا المجال قبل أن تبدأ، ثم تجيب نقطة نقطة عمّا ستفعله
        بما قيل لها.
      `,
    },
    feedsKind: 'decision',
    feeds: {
      en: 'The Committee’s decision on its priorities for the next three years (invented)',
      fr: 'La décision du Comité sur ses priorités pour les trois prochaines années (inventé)',
      ar: 'قرار اللجنة بشأن أولوياتها للسنوات الثلاث المقبلة (متخيَّل)',
    },
    phases: [
      { kind: 'preparation', opens: { days: -55, at: '09:00' } },
      { kind: 'open', opens: { days: -38, at: '09:00' } },
      { kind: 'synthesis', opens: { days: -4, at: '18:00' } },
      { kind: 'response', opens: { days: 24, at: '09:00' } },
      { kind: 'follow-up', opens: { days: 60, at: '09:00' } },
    ],
    ends: { days: 420, at: '18:00' },
    parts: [
      {
        kind: 'reading',
        during: ['preparation', 'open', 'synthesis'],
        title: {
          en: 'How the last priorities were met (invented)',
          fr: 'Ce que sont devenues les priorités précédentes (inventé)',
          ar: 'ما آلت إليه الأولويات السابقة (متخيَّل)',
        },
        body: {
          en: prose`
            Of nine priorities, four were met, three were begun and two were left. What was left had no owner: nobody was named who
            had to say at the end what had become of it.
          `,
        },
      },
      {
        kind: 'statements',
        during: ['open'],
        title: {
          en: 'Agree, disagree or pass',
          fr: 'D’accord, pas d’accord ou passer',
          ar: 'أوافق أو لا أوافق أو أتجاوز',
        },
      },
      { kind: 'discussion', of: 'joint-checklist', during: ['synthesis'] },
    ],
  },
  {
    key: 'direct-help',
    scope: 'general',
    region: '001',
    language: 'en',
    languages: ['en', 'fr', 'ar'],
    timeZone: 'Europe/Zurich',
    host: 'ohchr',
    facilitators: ['helene.d'],
    invited: [
      ...(['labour-migration-office', 'national-referral-office', 'safe-passage', 'open-door'] as const),
      ...(['returned-workers', 'enterprise-federation'] as const),
    ],
    announced: { days: 80 },
    title: {
      en: 'What counts as direct help (invented)',
      fr: 'Ce qui compte comme aide directe (inventé)',
      ar: 'ما الذي يُعدّ مساعدة مباشرة (متخيَّل)',
    },
    purpose: {
      en: prose`
        A good part of every joint programme’s money is meant for help that reaches a person. Before the next budgets are written we
        ask what that is. It was discussed, put together claim by claim, and those responsible answer each claim.
      `,
      fr: prose`
        Une bonne part de l’argent de chaque programme conjoint est destinée à une aide qui atteint une personne. Avant les prochains
        budgets, nous demandons ce que c’est. Chaque affirmation de la synthèse reçoit une réponse des responsables.
      `,
      ar: prose`
        جزء كبير من أموال كل برنامج مشترك مخصص لمساعدة تصل إلى الشخص. قبل كتابة الميزانيات المقبلة نسأل ما هي هذه المساعدة، ويجيب
        المسؤولون عن كل خلاصة.
      `,
    },
    feedsKind: 'programme',
    feeds: {
      en: 'The joint programme for Eastern Africa, and what its budget calls direct assistance (invented)',
      fr: 'Le programme conjoint pour l’Afrique orientale, et ce que son budget appelle aide directe (inventé)',
      ar: 'البرنامج المشترك لشرق أفريقيا، وما تسميه ميزانيته مساعدة مباشرة (متخيَّل)',
    },
    feedsDocument: 'fair-recruitment',
    phases: [
      { kind: 'preparation', opens: { days: -80, at: '09:00' } },
      { kind: 'open', opens: { days: -64, at: '09:00' } },
      { kind: 'synthesis', opens: { days: -42, at: '18:00' } },
      { kind: 'response', opens: { days: -14, at: '09:00' } },
      { kind: 'follow-up', opens: { days: 30, at: '09:00' } },
    ],
    ends: { days: 380, at: '18:00' },
    parts: [
      { kind: 'discussion', of: 'victim-assistance', during: ['open'] },
      {
        kind: 'statements',
        during: ['open'],
        title: {
          en: 'Agree, disagree or pass',
          fr: 'D’accord, pas d’accord ou passer',
          ar: 'أوافق أو لا أوافق أو أتجاوز',
        },
      },
    ],
  },
];

import type { PersonKey } from '../../people';
import { prose } from '../../prose';
import type { SynthesisEntry } from '../../shape';
import type { phase1 } from './phase-1';
import type { phase2 } from './phase-2';

type PostKey = keyof typeof phase1 | keyof typeof phase2;

export const synthesis: SynthesisEntry<PostKey, PersonKey> = {
  by: 'helene.d',
  started: { days: 41, hours: 6 },
  published: { days: 30, hours: 4 },
  introduction: {
    en: prose`
      Eighteen contributors from nine sectors and five regions wrote over two rounds. This synthesis says in eight
      statements what they would have the Steering Committee’s joint programmes do. It is not a vote: where contributors
      disagreed, the statement says so.
    `,
    fr: prose`
      Dix-huit contributeurs et contributrices de neuf secteurs et de cinq régions ont écrit au cours de deux volets. Cette
      synthèse dit en huit énoncés ce qu’ils attendent des programmes conjoints du Comité directeur. Ce n’est pas un vote :
      lorsque les avis divergent, l’énoncé le dit.
    `,
    ar: prose`
      كتب ثمانية عشر مشاركًا ومشاركة من تسعة قطاعات وخمس مناطق على مدى جولتين. وتقول هذه الخلاصة في ثماني عبارات ما يريدونه
      من البرامج المشتركة للجنة التوجيهية. وليست الخلاصة تصويتًا: فحيث اختلف المشاركون تقول العبارة ذلك.
    `,
  },
  statements: [
    {
      text: {
        en: prose`
          Direct assistance is a closed list: a safe place, health care, psychological support, legal help that does not
          depend on a criminal case, material help, and interpretation by trained and paid interpreters.
        `,
        fr: prose`
          L’assistance directe est une liste fermée : un lieu sûr, des soins, un soutien psychologique, une aide juridique
          qui ne dépend pas d’une procédure pénale, une aide matérielle et une interprétation assurée par des interprètes
          formés et rémunérés.
        `,
        ar: prose`
          المساعدة المباشرة قائمة مغلقة: مكان آمن، ورعاية صحية، ودعم نفسي، ومساعدة قانونية لا تتوقف على وجود قضية جنائية،
          ومساعدة مادية، وترجمة شفوية يقدمها مترجمون مدرَّبون بأجر.
        `,
      },
      cites: ['first-thirty-days', 'law-is-help', 'interpreters'],
      reflections: [
        { by: 'mirela.d', answer: 'yes', ago: { days: 28, hours: 20 } },
        {
          by: 'rania.d',
          answer: 'partly',
          correction:
            'طلبنا أن تكون الترجمة الشفوية بندًا مستقلًا له مبلغه، لا كلمة في قائمة. من دون مبلغ مستقل تُلغى أولًا.',
          ago: { days: 27, hours: 5 },
        },
        { by: 'farzana.d', answer: 'yes', ago: { days: 26, hours: 13 } },
      ],
    },
    {
      text: {
        en: prose`
          Within the list the first thirty days come first, and a part of the money is flexible: the person decides on it,
          with an adviser at her side.
        `,
        fr: prose`
          Dans cette liste, les trente premiers jours passent d’abord, et une partie des fonds est souple : c’est la personne
          qui en décide, avec une conseillère ou un conseiller à ses côtés.
        `,
        ar: prose`
          تأتي الأيام الثلاثون الأولى في مقدمة القائمة، ويبقى جزء من المال مرنًا يقرر الشخص نفسه أوجه صرفه وإلى جانبه من يقدم
          له المشورة.
        `,
      },
      cites: ['first-thirty-days', 'choice'],
      reflections: [
        {
          by: 'ifeoma.d',
          answer: 'partly',
          correction:
            'The flexible part is right. Our second recommendation is missing: survivor groups that advise on the list should be paid for it and told what came of it.',
          ago: { days: 25, hours: 9 },
        },
      ],
    },
    {
      text: {
        en: prose`
          A small fixed part of what is earmarked, about one tenth, pays for referral, so that services are found and used.
          It does not pay for meetings.
        `,
        fr: prose`
          Une petite part fixe des fonds réservés, environ un dixième, finance l’orientation, afin que les services soient
          trouvés et utilisés. Elle ne finance pas de réunions.
        `,
        ar: prose`
          يُنفق جزء صغير ثابت من المبلغ المخصص، نحو العُشر، على الإحالة حتى يصل الناس إلى الخدمات ويستفيدوا منها، ولا يُنفق
          على الاجتماعات.
        `,
      },
      cites: ['somebody-to-call'],
      reflections: [{ by: 'natalia.d', answer: 'yes', ago: { days: 28, hours: 2 } }],
    },
    {
      text: {
        en: prose`
          Children have a budget line of their own, fixed when the programme is designed, planned for three to five years,
          and not open to other uses.
        `,
        fr: prose`
          Les enfants disposent d’une ligne budgétaire propre, fixée dès la conception du programme, prévue pour trois à cinq
          ans et qui ne peut servir à autre chose.
        `,
        ar: prose`
          للأطفال بند مستقل في الميزانية يُحدَّد عند تصميم البرنامج، ويُخطَّط له لثلاث إلى خمس سنوات، ولا يُصرف في غير غرضه.
        `,
      },
      cites: ['children-apart'],
    },
    {
      text: {
        en: prose`
          Recovering unpaid wages and finding work without a label count as assistance. Neither depends on a conviction, and
          nobody tells an employer why help was needed.
        `,
        fr: prose`
          Le recouvrement des salaires impayés et l’accès à un emploi sans étiquette comptent comme assistance. Ni l’un ni
          l’autre ne dépend d’une condamnation, et personne ne dit à l’employeur pourquoi une aide a été nécessaire.
        `,
        ar: prose`
          يُعدّ استرداد الأجور غير المدفوعة وإيجاد عمل من دون وصم من المساعدة. ولا يتوقف أي منهما على صدور حكم بالإدانة، ولا
          يُخبَر صاحب العمل بسبب الحاجة إلى المساعدة.
        `,
      },
      cites: ['wages', 'jobs-without-labels'],
      reflections: [{ by: 'camila.d', answer: 'yes', ago: { days: 29, hours: 1 } }],
    },
    {
      text: {
        en: prose`
          The share follows from the gap that an assessment finds, made with service providers on the team and with outcomes
          that could fail. Where no share is agreed within six months, at least one third of the budget is earmarked.
          Contributors disagreed on whether the third should apply from the start.
        `,
        fr: prose`
          La part réservée découle des lacunes constatées par une évaluation, menée avec des prestataires de services et
          assortie de résultats qui peuvent ne pas être atteints. Faute d’accord sous six mois, au moins un tiers du budget
          est réservé. Les avis divergent sur l’application de ce tiers dès le départ.
        `,
        ar: prose`
          تُحدَّد الحصة بحسب الثغرة التي يكشفها تقييم يشارك فيه مقدمو الخدمات وتُقاس نتائجه بما يمكن أن يخفق. وإذا لم يُتفق
          على حصة خلال ستة أشهر يُخصَّص ثلث الميزانية على الأقل. واختلف المشاركون في تطبيق الثلث منذ البداية.
        `,
      },
      cites: ['a-floor', 'gap-first', 'who-assesses', 'demand-and-offer'],
      reflections: [
        {
          by: 'sunita.d',
          answer: 'no',
          correction:
            'I asked that the government also state what it goes on paying. Without that sentence the statement reads as if assessment alone settled the share, which is not my position.',
          ago: { days: 24, hours: 16 },
        },
        { by: 'quilla.d', answer: 'yes', ago: { days: 23, hours: 8 } },
        { by: 'anneli.d', answer: 'yes', ago: { days: 28, hours: 7 } },
      ],
    },
    {
      text: {
        en: prose`
          Grants for assistance last three years or more and end with a bridge of six months. Small providers apply on two
          pages and may choose a host for their accounts. States too small for a programme of their own share a team and a
          transport fund; companies may pay into a pool without a say in who is helped.
        `,
        fr: prose`
          Les subventions d’assistance durent au moins trois ans et se terminent par six mois de transition. Les petits
          prestataires présentent une demande de deux pages et peuvent choisir qui tient leurs comptes. Les États trop petits
          pour un programme propre partagent une équipe et un fonds de transport ; les entreprises peuvent verser à un fonds
          commun sans décider qui est aidé.
        `,
        ar: prose`
          تستمر منح المساعدة ثلاث سنوات أو أكثر وتنتهي بفترة انتقالية مدتها ستة أشهر. ويتقدم مقدمو الخدمات الصغار بطلب من
          صفحتين ولهم أن يختاروا من يمسك حساباتهم. وتتقاسم الدول الأصغر من أن يكون لها برنامج خاص فريقًا وصندوقًا للنقل،
          وللشركات أن تسهم في صندوق مشترك من دون أن يكون لها رأي فيمن تُقدَّم إليه المساعدة.
        `,
      },
      cites: ['what-the-call-showed', 'two-pages', 'distances', 'pooled-money'],
      reflections: [
        { by: 'keisha.d', answer: 'yes', ago: { days: 27, hours: 18 } },
        { by: 'tevita.d', answer: 'yes', ago: { days: 22, hours: 11 } },
        {
          by: 'aroha.d',
          answer: 'partly',
          correction:
            'Correct as far as it goes. We also said that a company should publish its own findings before it may pay in.',
          ago: { days: 21, hours: 3 },
        },
      ],
    },
    {
      text: {
        en: prose`
          Accounts count services, never persons. Figures below eleven are left out, together with any figure from which they
          could be worked out, and auditors see records at the provider’s office and take none away.
        `,
        fr: prose`
          Les comptes portent sur des services, jamais sur des personnes. Les chiffres inférieurs à onze sont omis, ainsi que
          tout chiffre permettant de les retrouver, et les auditeurs consultent les dossiers chez le prestataire sans rien
          emporter.
        `,
        ar: prose`
          تُحصي الحسابات الخدمات لا الأشخاص. وتُحذف الأرقام التي تقل عن أحد عشر وكل رقم يمكن أن تُستنتج منه، ويطّلع المدققون
          على السجلات في مقر مقدم الخدمة ولا يأخذون منها شيئًا.
        `,
      },
      cites: ['count-services', 'small-numbers'],
      reflections: [{ by: 'aigerim.d', answer: 'yes', ago: { days: 29, hours: 6 } }],
    },
  ],
  waivers: {
    posts: [
      { post: 'phase-1-welcome', reason: 'Written by the facilitators to open the round; it proposes nothing.' },
      {
        post: 'phase-2-welcome',
        reason: 'Written by the facilitators to open the round; it repeats what others had said.',
      },
      { post: 'last-day', reason: 'Written by the facilitators about the discussion itself.' },
      {
        post: 'trust-fund',
        reason:
          'It asks for a change to the rules of the trust fund, which joint programmes cannot make. Passed on to UNODC as the manager of the fund; the author knows.',
      },
    ],
    sectors: [
      {
        sector: 'media',
        reason:
          'Nobody from the media took part. The question was about money for services, and two editors answered that they had nothing to add.',
      },
      {
        sector: 'migrants-organisation',
        reason:
          'Three organisations were written to twice and none took part. Their view is missing here, and the Steering Committee should ask for it before it decides.',
      },
    ],
  },
};

import { prose } from '../../prose';
import { discussionOf } from '../discussion-of';
import { week1 } from './week-1';
import { week2 } from './week-2';

/** Open, in the second of three weeks. */
export const complaintChannels = discussionOf(
  {
    key: 'complaint-channels',
    state: 'open',
    language: 'en',
    title: {
      en: 'Recruitment abuse: complaint channels that migrant workers from Eastern Africa can trust',
      fr: 'Abus de recrutement : des mécanismes de plainte dignes de confiance pour les travailleurs migrants d’Afrique orientale',
      ar: 'تجاوزات الاستقدام: قنوات شكوى يثق بها العمال المهاجرون من شرق أفريقيا',
    },
    introduction: {
      en: prose`
        A joint programme for Eastern Africa is in preparation, and one part of it is about recruitment. Before a line of it
        is drafted we ask those who receive complaints, pass them on, or are complained about: what works, what does not,
        and what should change first?

        Speak for your institution and about systems. Do not describe any person’s case, not even without a name. What is
        said here goes into a synthesis; everyone who is cited in it will be asked whether it reflects what they wrote.
      `,
      fr: prose`
        Un programme conjoint pour l’Afrique orientale est en préparation, et l’un de ses volets porte sur le recrutement.
        Avant d’en rédiger une ligne, nous interrogeons celles et ceux qui reçoivent les plaintes, les transmettent ou en
        sont l’objet : qu’est-ce qui marche, qu’est-ce qui ne marche pas, que faut-il changer d’abord ?

        Exprimez-vous au nom de votre institution et sur les systèmes. Ne décrivez la situation d’aucune personne, même
        sans la nommer. Les contributions seront reprises dans une synthèse ; chaque personne citée pourra dire si la
        synthèse reflète bien ce qu’elle a écrit.
      `,
      ar: prose`
        يجري إعداد برنامج مشترك لشرق أفريقيا، ويتناول أحد أجزائه الاستقدام. وقبل أن يُكتب منه سطر واحد نسأل من يتلقون
        الشكاوى ومن ينقلونها ومن تُقدَّم ضدهم: ما الذي ينجح، وما الذي لا ينجح، وما الذي ينبغي تغييره أولًا؟

        تحدثوا باسم مؤسساتكم وعن النظم. ولا تصفوا حالة أي شخص ولو من دون اسم. سيدخل ما يقال هنا في خلاصة، وسيُسأل كل من
        يُستشهد به هل تعبّر الخلاصة عما كتبه.
      `,
    },
    timeZone: 'Africa/Nairobi',
    region: '014',
    audience: { readers: 'public', writers: 'registered' },
    moderation: 'post',
    createdBy: 'tomasz.d',
    announced: { days: 23 },
    facilitators: ['wanjiru.d', 'farid.d'],
    observers: ['solveig.d'],
    phases: [
      {
        title: {
          en: 'Week 1: where complaints begin',
          fr: 'Semaine 1 : là où naît la plainte',
          ar: 'الأسبوع الأول: من أين تبدأ الشكوى',
        },
        question: {
          en: 'Where can workers turn today when a recruiter has cheated them, and what keeps them from complaining?',
          fr: 'À qui les travailleurs peuvent-ils s’adresser aujourd’hui lorsqu’un recruteur les a trompés, et qu’est-ce qui les empêche de se plaindre ?',
          ar: 'إلى من يستطيع العمال أن يلجأوا اليوم إذا خدعهم وسيط الاستقدام، وما الذي يمنعهم من الشكوى؟',
        },
        opens: { days: -9, at: '09:00' },
        closes: { days: -2, at: '09:00' },
      },
      {
        title: {
          en: 'Week 2: how a complaint travels',
          fr: 'Semaine 2 : le chemin de la plainte',
          ar: 'الأسبوع الثاني: كيف تنتقل الشكوى',
        },
        question: {
          en: 'How should a complaint travel between the country of origin, the country of transit and the country of work so that somebody acts on it?',
          fr: 'Comment une plainte doit-elle circuler entre le pays d’origine, le pays de transit et le pays d’emploi pour que quelqu’un y donne suite ?',
          ar: 'كيف ينبغي أن تنتقل الشكوى بين بلد المنشأ وبلد العبور وبلد العمل حتى يتصرف أحد بشأنها؟',
        },
        opens: { days: -2, at: '09:00' },
        closes: { days: 5, at: '09:00' },
      },
      {
        title: {
          en: 'Week 3: who answers for results',
          fr: 'Semaine 3 : qui répond des résultats',
          ar: 'الأسبوع الثالث: من يُسأل عن النتائج',
        },
        question: {
          en: 'Who should answer for the results of a complaint channel, and which three indicators would show that people trust it?',
          fr: 'Qui doit répondre des résultats d’un mécanisme de plainte, et quels sont les trois indicateurs qui montreraient qu’on lui fait confiance ?',
          ar: 'من ينبغي أن يُسأل عن نتائج قناة الشكوى، وما المؤشرات الثلاثة التي تبيّن أن الناس يثقون بها؟',
        },
        opens: { days: 5, at: '09:00' },
        closes: { days: 12, at: '17:00' },
      },
    ],
  },
  { ...week1, ...week2 },
);

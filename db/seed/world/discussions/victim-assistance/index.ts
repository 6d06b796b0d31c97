import { prose } from '../../prose';
import { discussionOf } from '../discussion-of';
import { phase1 } from './phase-1';
import { phase2 } from './phase-2';
import { synthesis } from './synthesis';

/** Closed six weeks ago, and its synthesis published. */
export const victimAssistance = discussionOf(
  {
    key: 'victim-assistance',
    state: 'synthesised',
    language: 'en',
    title: {
      en: 'What should joint programmes set aside for direct help to victims?',
      fr: 'Quels moyens les programmes conjoints doivent-ils réserver à l’aide directe aux victimes ?',
      ar: 'ما الذي ينبغي أن تخصصه البرامج المشتركة لمساعدة الضحايا مباشرة؟',
    },
    introduction: {
      en: prose`
        A good part of every joint programme’s money is meant for the support of victims, and first of all for help that
        reaches a person directly. What that means in a budget is open. In two rounds we ask those who pay for services, provide them or
        advise on them.

        Speak for your institution and about services. Do not describe any person’s case. The facilitators will write a
        synthesis of statements, each with the posts on which it rests, and ask every contributor who is cited whether it
        reflects what they wrote.
      `,
      fr: prose`
        Les programmes conjoints doivent réserver une part importante de leurs fonds au soutien des victimes, en donnant la
        priorité à l’assistance directe. Ce que cela signifie dans un budget reste à préciser. En deux volets, nous
        interrogeons celles et ceux qui financent les services, les fournissent ou conseillent à leur sujet.

        Exprimez-vous au nom de votre institution et sur les services. Ne décrivez la situation d’aucune personne. L’équipe
        d’animation rédigera une synthèse sous forme d’énoncés, chacun avec les messages sur lesquels il repose, et
        demandera à chaque personne citée si la synthèse reflète bien ce qu’elle a écrit.
      `,
      ar: prose`
        يُنتظر من البرامج المشتركة أن تخصص حصة كبيرة من تمويلها لدعم الضحايا، على أن تكون الأولوية للمساعدة المباشرة. أما ما
        يعنيه ذلك في الميزانية فسؤال مفتوح. نسأل في جولتين من يمولون الخدمات ومن يقدمونها ومن يقدمون المشورة بشأنها.

        تحدثوا باسم مؤسساتكم وعن الخدمات، ولا تصفوا حالة أي شخص. وسيكتب الميسّرون خلاصة من عبارات، مع كل عبارة المشاركات التي
        تستند إليها، ويسألون كل من يُستشهد به هل تعبّر الخلاصة عما كتبه.
      `,
    },
    timeZone: 'Europe/Zurich',
    region: '001',
    audience: { readers: 'public', writers: 'registered' },
    moderation: 'post',
    createdBy: 'nadia.d',
    announced: { days: 84 },
    facilitators: ['helene.d', 'lucia.d'],
    phases: [
      {
        title: {
          en: 'Round 1: what counts as direct',
          fr: 'Volet 1 : ce qui compte comme aide directe',
          ar: 'الجولة الأولى: ما الذي يُعدّ مساعدة مباشرة',
        },
        question: {
          en: 'Which kinds of help should count as direct assistance, and which come first when a programme cannot pay for all of them?',
          fr: 'Quelles formes d’aide faut-il compter comme assistance directe, et lesquelles passent en premier lorsqu’un programme ne peut pas toutes les financer ?',
          ar: 'ما أنواع المساعدة التي ينبغي أن تُعدّ مباشرة، وأيها يأتي أولًا حين لا يستطيع البرنامج أن يمولها كلها؟',
        },
        opens: { days: -63, at: '09:00' },
        closes: { days: -53, at: '17:00' },
      },
      {
        title: {
          en: 'Round 2: how much, to whom, and how it is accounted for',
          fr: 'Volet 2 : combien, à qui, et comment en rendre compte',
          ar: 'الجولة الثانية: كم، ولمن، وكيف يُحاسَب عليه',
        },
        question: {
          en: 'What share should be earmarked, who should receive it, and how can it be accounted for without exposing anyone?',
          fr: 'Quelle part faut-il réserver, qui doit la recevoir, et comment en rendre compte sans exposer personne ?',
          ar: 'ما الحصة التي ينبغي تخصيصها، ومن يتلقاها، وكيف يُحاسَب عليها من دون تعريض أحد للخطر؟',
        },
        opens: { days: -52, at: '09:00' },
        closes: { days: -42, at: '17:00' },
      },
    ],
  },
  { ...phase1, ...phase2 },
  synthesis,
);

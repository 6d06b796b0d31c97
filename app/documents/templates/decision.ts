import type { Template } from './shape';

/** What the committee has to be told to decide on something. What it is asked comes first: that is what is adopted. */
export const decision: Template = {
  title: {
    en: 'Proposal to the Steering Committee',
    fr: 'Proposition au Comité directeur',
    ar: 'مقترح إلى اللجنة التوجيهية',
  },
  parts: [
    {
      heading: {
        en: 'What the committee is asked to decide',
        fr: 'Ce que le Comité est invité à décider',
        ar: 'ما يُطلب من اللجنة تقريره',
      },
      hint: {
        en: 'In one or two sentences that can be adopted as they stand.',
        fr: 'En une ou deux phrases qui peuvent être adoptées telles quelles.',
        ar: 'في جملة أو جملتين يمكن اعتمادهما كما هما.',
      },
    },
    {
      heading: { en: 'Why', fr: 'Pourquoi', ar: 'لماذا' },
      hint: {
        en: 'What those who were consulted said, victims and people at risk among them, and what is known. Cite it.',
        fr: 'Ce qu’ont dit les personnes consultées, dont les victimes et les personnes exposées, et ce que l’on sait. Citez-le.',
        ar: 'ما قاله من استُشيروا، ومنهم الضحايا والمعرضون للخطر، وما هو معروف. استشهدوا به.',
      },
    },
    {
      heading: {
        en: 'Who carries it out, and at what cost',
        fr: 'Qui le réalise, et à quel coût',
        ar: 'من ينفذه، وبأي كلفة',
      },
      hint: {
        en: 'Which members do what until when, and who gives and holds the money.',
        fr: 'Quels membres font quoi et pour quand, et qui donne et détient l’argent.',
        ar: 'أي الأعضاء يفعلون ماذا وحتى متى، ومن يقدم المال ويحفظه.',
      },
    },
    {
      heading: { en: 'How one will know', fr: 'Comment on le saura', ar: 'كيف يُعرف الأثر' },
      hint: {
        en: 'What is measured, against what, and when the decision is looked at again.',
        fr: 'Ce qui est mesuré, par rapport à quoi, et quand la décision sera réexaminée.',
        ar: 'ما الذي يُقاس، وبماذا يُقارن، ومتى يُعاد النظر في القرار.',
      },
    },
  ],
};

import { actors, budget, resultsFramework, risks } from './joint-programme-tables';
import type { Template } from './shape';

/** What a joint programme has to hold (strategic plan 2012-2014, on joint programmes), in words of our own. */
export const jointProgramme: Template = {
  title: { en: 'Joint programme', fr: 'Programme conjoint', ar: 'برنامج مشترك' },
  parts: [
    {
      heading: { en: 'Situation', fr: 'Situation', ar: 'الوضع الراهن' },
      hint: {
        en: 'What is known about trafficking here, from which sources, and what is not known. Who is affected, and what is being done already.',
        fr: 'Ce que l’on sait de la traite ici, d’après quelles sources, et ce que l’on ignore. Qui est touché, et ce qui se fait déjà.',
        ar: 'ما المعروف عن الاتجار بالبشر هنا، ومن أي مصادر، وما غير المعروف. من المتضررون، وما الذي يجري عمله بالفعل.',
      },
      parts: [
        {
          heading: { en: 'What victims say', fr: 'Ce que disent les victimes', ar: 'ما يقوله الضحايا' },
          hint: {
            en: 'How victims and people at risk were heard, through which support organisations, and what follows from it. Cite what they agreed to have cited; name nobody.',
            fr: 'Comment les victimes et les personnes exposées ont été entendues, par quelles organisations de soutien, et ce qui en découle. Citez ce qu’elles ont accepté de voir cité ; ne nommez personne.',
            ar: 'كيف استُمع إلى الضحايا والأشخاص المعرضين للخطر، وعن طريق أي منظمات دعم، وما الذي يترتب على ذلك. استشهدوا بما وافقوا على الاستشهاد به، ولا تذكروا اسم أحد.',
          },
        },
      ],
    },
    {
      heading: { en: 'Aims', fr: 'Objectifs', ar: 'الأهداف' },
      parts: [
        {
          heading: { en: 'In the short term', fr: 'À court terme', ar: 'على المدى القصير' },
          hint: {
            en: 'What will be different within a year.',
            fr: 'Ce qui aura changé d’ici un an.',
            ar: 'ما الذي سيتغير خلال سنة.',
          },
        },
        {
          heading: { en: 'In the medium term', fr: 'À moyen terme', ar: 'على المدى المتوسط' },
          hint: {
            en: 'What will be different by the end of the programme.',
            fr: 'Ce qui aura changé à la fin du programme.',
            ar: 'ما الذي سيتغير بنهاية البرنامج.',
          },
        },
        {
          heading: { en: 'In the long term', fr: 'À long terme', ar: 'على المدى الطويل' },
          hint: {
            en: 'What will last after the programme has ended, and who will keep it going.',
            fr: 'Ce qui restera une fois le programme terminé, et qui le fera vivre.',
            ar: 'ما الذي سيبقى بعد انتهاء البرنامج، ومن الذي سيتولى استمراره.',
          },
        },
      ],
    },
    {
      heading: { en: 'Actors', fr: 'Acteurs', ar: 'الجهات الفاعلة' },
      hint: {
        en: 'Who does what, and why together is better than alone: nothing that one organisation already does or does better.',
        fr: 'Qui fait quoi, et pourquoi agir ensemble vaut mieux que seul : rien de ce qu’une organisation fait déjà ou fait mieux.',
        ar: 'من يفعل ماذا، ولماذا العمل معاً أفضل من العمل المنفرد: لا شيء مما تقوم به منظمة واحدة بالفعل أو تقوم به على نحو أفضل.',
      },
      table: actors,
      live: 'actors',
    },
    {
      heading: { en: 'Lines of activity', fr: 'Axes d’activité', ar: 'مسارات العمل' },
      hint: {
        en: 'For each line: what is done, by whom, where and when, and which aim it serves.',
        fr: 'Pour chaque axe : ce qui est fait, par qui, où et quand, et quel objectif il sert.',
        ar: 'لكل مسار: ما الذي يُنجَز، ومن ينجزه، وأين ومتى، وأي هدف يخدمه.',
      },
      live: 'activities',
      parts: [
        { heading: { en: 'First line', fr: 'Premier axe', ar: 'المسار الأول' } },
        { heading: { en: 'Second line', fr: 'Deuxième axe', ar: 'المسار الثاني' } },
      ],
    },
    {
      heading: { en: 'Results framework', fr: 'Cadre de résultats', ar: 'إطار النتائج' },
      hint: {
        en: 'An indicator without a baseline cannot be reported on: say where the figure comes from and of which day it is.',
        fr: 'Un indicateur sans valeur de départ ne permet aucun rapport : dites d’où vient le chiffre et de quel jour il date.',
        ar: 'لا يمكن الإبلاغ عن مؤشر ليس له خط أساس: اذكروا مصدر الرقم وتاريخه.',
      },
      table: resultsFramework,
      live: 'framework',
    },
    {
      heading: { en: 'Monitoring and evaluation', fr: 'Suivi et évaluation', ar: 'الرصد والتقييم' },
      hint: {
        en: 'Who measures what and how often, when the programme is evaluated and by whom, and how lessons reach others. Its cost stands in the budget.',
        fr: 'Qui mesure quoi et à quelle fréquence, quand et par qui le programme est évalué, et comment les enseignements parviennent aux autres. Le coût figure au budget.',
        ar: 'من يقيس ماذا وبأي تواتر، ومتى يُقيَّم البرنامج ومن يقيّمه، وكيف تصل الدروس المستفادة إلى غيركم. وتُدرج تكلفته في الميزانية.',
      },
    },
    {
      heading: { en: 'Budget', fr: 'Budget', ar: 'الميزانية' },
      hint: {
        en: 'In US dollars. A substantial share goes to victims, direct assistance first; monitoring and evaluation are part of the cost. The duty for money received stays with whoever receives it.',
        fr: 'En dollars des États-Unis. Une part importante va aux victimes, d’abord à l’aide directe ; le suivi et l’évaluation font partie du coût. Celui qui reçoit des fonds en demeure responsable.',
        ar: 'بدولارات الولايات المتحدة. تُخصص حصة كبيرة للضحايا، وتُعطى الأولوية للمساعدة المباشرة، ويُعدّ الرصد والتقييم جزءاً من التكلفة. وتبقى المسؤولية عن الأموال على عاتق من يتسلمها.',
      },
      table: budget,
      live: 'budget',
      parts: [
        {
          heading: { en: 'Share for victims', fr: 'Part destinée aux victimes', ar: 'الحصة المخصصة للضحايا' },
          hint: {
            en: 'The first two lines together, as a share of the whole, and what it pays for.',
            fr: 'Les deux premiers postes réunis, en part du total, et ce qu’ils financent.',
            ar: 'البندان الأولان معاً كحصة من المجموع، وما الذي يموّلانه.',
          },
          live: 'shares',
        },
        {
          heading: { en: 'Where the money comes from', fr: 'Origine des fonds', ar: 'مصادر التمويل' },
          hint: {
            en: 'What seed funding pays for, and how the later phases are to be funded.',
            fr: 'Ce que finance l’apport de départ, et comment les phases suivantes seront financées.',
            ar: 'ما الذي يموّله التمويل الأولي، وكيف ستُموَّل المراحل اللاحقة.',
          },
        },
      ],
    },
    {
      heading: { en: 'Risks', fr: 'Risques', ar: 'المخاطر' },
      hint: {
        en: 'First of all risks for victims: being found, being named, being left without help when the programme ends.',
        fr: 'D’abord les risques pour les victimes : être retrouvées, être nommées, rester sans aide quand le programme s’achève.',
        ar: 'أولاً المخاطر على الضحايا: العثور عليهم، أو ذكر أسمائهم، أو تركهم دون مساعدة عند انتهاء البرنامج.',
      },
      table: risks,
      live: 'risks',
    },
  ],
};

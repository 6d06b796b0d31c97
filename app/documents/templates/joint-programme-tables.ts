import type { Part } from './shape';

type Table = NonNullable<Part['table']>;

export const actors: Table = {
  columns: [
    { en: 'Organisation', fr: 'Organisation', ar: 'المنظمة' },
    { en: 'Part in the programme', fr: 'Rôle dans le programme', ar: 'الدور في البرنامج' },
    { en: 'What it brings', fr: 'Ce qu’elle apporte', ar: 'ما تسهم به' },
  ],
  rows: [
    [null, null, null],
    [null, null, null],
  ],
};

export const resultsFramework: Table = {
  columns: [
    { en: 'Outcome or output', fr: 'Effet ou produit', ar: 'النتيجة أو الناتج' },
    { en: 'Indicator', fr: 'Indicateur', ar: 'المؤشر' },
    { en: 'Baseline', fr: 'Valeur de départ', ar: 'خط الأساس' },
    { en: 'Target', fr: 'Cible', ar: 'المستهدف' },
    { en: 'Source', fr: 'Source', ar: 'المصدر' },
  ],
  rows: [
    [{ en: 'Outcome 1', fr: 'Effet 1', ar: 'النتيجة 1' }, null, null, null, null],
    [{ en: 'Output 1.1', fr: 'Produit 1.1', ar: 'الناتج 1-1' }, null, null, null, null],
    [{ en: 'Output 1.2', fr: 'Produit 1.2', ar: 'الناتج 1-2' }, null, null, null, null],
    [{ en: 'Outcome 2', fr: 'Effet 2', ar: 'النتيجة 2' }, null, null, null, null],
    [{ en: 'Output 2.1', fr: 'Produit 2.1', ar: 'الناتج 2-1' }, null, null, null, null],
  ],
};

export const budget: Table = {
  columns: [
    { en: 'Line', fr: 'Poste', ar: 'البند' },
    { en: 'Organisation', fr: 'Organisation', ar: 'المنظمة' },
    { en: 'Year 1', fr: 'Année 1', ar: 'السنة 1' },
    { en: 'Year 2', fr: 'Année 2', ar: 'السنة 2' },
    { en: 'Total', fr: 'Total', ar: 'المجموع' },
    { en: 'Share', fr: 'Part', ar: 'الحصة' },
  ],
  rows: [
    [
      {
        en: 'Direct assistance to victims',
        fr: 'Aide directe aux victimes',
        ar: 'المساعدة المباشرة للضحايا',
      },
      null,
      null,
      null,
      null,
      null,
    ],
    [
      {
        en: 'Other support for victims',
        fr: 'Autre soutien aux victimes',
        ar: 'أشكال أخرى من دعم الضحايا',
      },
      null,
      null,
      null,
      null,
      null,
    ],
    [{ en: 'Lines of activity', fr: 'Axes d’activité', ar: 'مسارات العمل' }, null, null, null, null, null],
    [
      { en: 'Monitoring and evaluation', fr: 'Suivi et évaluation', ar: 'الرصد والتقييم' },
      null,
      null,
      null,
      null,
      null,
    ],
    [{ en: 'Coordination', fr: 'Coordination', ar: 'التنسيق' }, null, null, null, null, null],
    [{ en: 'Total', fr: 'Total', ar: 'المجموع' }, null, null, null, null, { en: '100 %', fr: '100 %', ar: '100٪' }],
  ],
};

export const risks: Table = {
  columns: [
    { en: 'Risk', fr: 'Risque', ar: 'الخطر' },
    { en: 'Likelihood', fr: 'Probabilité', ar: 'الاحتمال' },
    { en: 'Harm', fr: 'Dommage', ar: 'الضرر' },
    { en: 'What we do about it', fr: 'Ce que nous faisons', ar: 'ما نفعله حياله' },
    { en: 'Who', fr: 'Qui', ar: 'المسؤول' },
  ],
  rows: [
    [null, null, null, null, null],
    [null, null, null, null, null],
  ],
};

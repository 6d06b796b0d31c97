import { prose } from '../prose';
import { discussionOf } from './discussion-of';

/** Announced; opens in six days. */
export const jointChecklist = discussionOf(
  {
    key: 'joint-checklist',
    state: 'announced',
    language: 'en',
    title: {
      en: 'One checklist for joint needs assessments: what must every team ask?',
      fr: 'Une liste de contrôle commune pour l’évaluation des besoins : que doit demander chaque équipe ?',
    },
    introduction: {
      en: prose`
        When a government asks for a joint assessment, a team agreed by the organisations visits with one checklist. It
        covers prevention, protection, prosecution and partnership, it leads to a short list of priority needs, and some
        years later the same questions show what has changed.

        A checklist that asks everything is filled in by nobody. Each organisation brings instruments of its own, and many
        of you have answered several of them in one year. Over two weeks we look for the questions that no team may leave
        out, and for those that we can stop asking.

        Posts are read by a facilitator before they appear, usually on the same working day.
      `,
      fr: prose`
        Lorsqu’un gouvernement demande une évaluation conjointe, une équipe convenue entre les organisations se rend sur
        place avec une seule liste de contrôle. Elle porte sur la prévention, la protection, les poursuites et les
        partenariats ; elle débouche sur une courte liste de besoins prioritaires et, quelques années plus tard, les mêmes
        questions montrent ce qui a changé.

        Une liste qui demande tout n’est remplie par personne. Chaque organisation apporte ses propres instruments, et
        beaucoup d’entre vous ont répondu à plusieurs d’entre eux la même année. Pendant deux semaines, nous cherchons les
        questions qu’aucune équipe ne peut omettre, et celles que nous pouvons cesser de poser.

        Les messages sont lus par une personne de l’équipe d’animation avant de paraître, en général le jour même.
      `,
    },
    timeZone: 'Europe/Vienna',
    region: '001',
    audience: { readers: 'registered', writers: 'registered' },
    moderation: 'pre',
    createdBy: 'tomasz.d',
    announced: { days: 8 },
    facilitators: ['henrik.d', 'bogdan.d'],
    phases: [
      {
        title: {
          en: 'Week 1: what no team may leave out',
          fr: 'Semaine 1 : ce qu’aucune équipe ne peut omettre',
        },
        question: {
          en: 'Which two or three questions under prevention, protection, prosecution and partnership have changed what you did next?',
          fr: 'Quelles sont, pour la prévention, la protection, les poursuites et les partenariats, les deux ou trois questions qui ont changé la suite de votre action ?',
        },
        opens: { days: 6, at: '09:00' },
        closes: { days: 13, at: '09:00' },
      },
      {
        title: {
          en: 'Week 2: asking again',
          fr: 'Semaine 2 : poser la question à nouveau',
        },
        question: {
          en: 'Which answers can be compared after three years, who should give them, and which questions should we stop asking?',
          fr: 'Quelles réponses peut-on comparer après trois ans, qui doit les donner, et quelles questions devons-nous cesser de poser ?',
        },
        opens: { days: 13, at: '09:00' },
        closes: { days: 20, at: '17:00' },
      },
    ],
  },
  {},
);

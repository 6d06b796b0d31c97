import { type Language, languages } from '../shared/languages';
import { blankQuestion, type Content, noWords, type Question, type QuestionWords, type Wordings } from './content';

/** Content to begin with. Its words are there in each language of the screens, and are changed like any others. */
export const templateNames = ['blank', 'event-feedback'] as const;
export type TemplateName = (typeof templateNames)[number];

/** One text in English, French and Arabic. */
type Said = [en: string, fr: string, ar: string];

const inAll = (said: Said): Wordings<string> => Object.fromEntries(languages.map((l, i) => [l, said[i]!]));
const headed = (title: Said, introduction: Said = ['', '', '']) =>
  Object.fromEntries(languages.map((l, i) => [l, { title: title[i]!, introduction: introduction[i]! }]));

function asked(id: string, type: Question['type'], words: Partial<Record<keyof QuestionWords, Said>>): Question {
  const of = (language: Language): QuestionWords => {
    const i = languages.indexOf(language);
    const each = Object.entries(words).map(([part, said]) => [part, said[i]!]);
    return { ...noWords, ...Object.fromEntries(each) };
  };
  return { ...blankQuestion(id, type), texts: Object.fromEntries(languages.map((l) => [l, of(l)])) };
}

function withOptions(question: Question, options: Said[], rows: Said[] = []): Question {
  const numbered = (said: Said[], letter: string, from: number) =>
    said.map((texts, i) => ({ id: `${letter}${from + i}`, texts: inAll(texts) }));
  return {
    ...question,
    options: numbered(options, 'o', 1),
    rows: numbered(rows, 'r', options.length + 1),
    next: options.length + rows.length + 1,
  };
}

const eventFeedback: Content = {
  texts: headed(
    ['How was this event for you?', 'Comment avez-vous trouvé cet événement ?', 'كيف كان هذا الحدث بالنسبة إليك؟'],
    [
      'A few questions, some three minutes. What you say is read by those who prepare the next event.',
      'Quelques questions, environ trois minutes. Vos réponses sont lues par les personnes qui préparent le prochain événement.',
      'بضعة أسئلة تستغرق نحو ثلاث دقائق. يقرأ إجاباتك من يعدّون الحدث القادم.',
    ],
  ),
  sections: [
    {
      id: 's1',
      texts: headed(['The event', 'L’événement', 'الحدث']),
      questions: [
        {
          ...asked('q2', 'scale', {
            label: [
              'How useful was it for your work?',
              'Dans quelle mesure a-t-il été utile à votre travail ?',
              'ما مدى فائدته لعملك؟',
            ],
            low: ['Not useful', 'Pas utile', 'غير مفيد'],
            high: ['Very useful', 'Très utile', 'مفيد جدًا'],
          }),
          required: true,
        },
        withOptions(
          asked('q3', 'matrix', {
            label: [
              'How did you find these parts of it?',
              'Comment avez-vous trouvé ces aspects ?',
              'كيف وجدت هذه الجوانب؟',
            ],
          }),
          [
            ['Poor', 'Insuffisant', 'ضعيف'],
            ['Fair', 'Moyen', 'مقبول'],
            ['Good', 'Bon', 'جيد'],
            ['Very good', 'Très bon', 'جيد جدًا'],
          ],
          [
            ['What was said', 'Le contenu', 'المضمون'],
            ['Time for questions', 'Le temps réservé aux questions', 'الوقت المتاح للأسئلة'],
            ['Languages and interpretation', 'Les langues et l’interprétation', 'اللغات والترجمة الشفوية'],
            ['Sound, picture and joining', 'Le son, l’image et la connexion', 'الصوت والصورة والاتصال'],
          ],
        ),
        withOptions(
          asked('q4', 'multiple', {
            label: ['What did you get from it?', 'Qu’en avez-vous retiré ?', 'ماذا استفدت منه؟'],
            hint: ['Choose all that apply.', 'Choisissez tout ce qui convient.', 'اختر كل ما ينطبق.'],
          }),
          [
            ['Something I can use', 'Quelque chose que je peux utiliser', 'شيئًا يمكنني استعماله'],
            ['People to work with', 'Des personnes avec qui travailler', 'أشخاصًا أعمل معهم'],
            ['Another view of a question', 'Un autre regard sur une question', 'نظرة أخرى إلى مسألة'],
            ['Answers to my questions', 'Des réponses à mes questions', 'إجابات عن أسئلتي'],
            ['Nothing of this', 'Rien de tout cela', 'لا شيء من ذلك'],
          ],
        ),
        {
          ...asked('q5', 'text', {
            label: ['What was missing?', 'Qu’est-ce qui a manqué ?', 'ما الذي كان ناقصًا؟'],
          }),
          condition: { question: 'q4', kind: 'contains', value: 'o5' },
        },
        withOptions(
          asked('q6', 'single', {
            label: ['How long should it have been?', 'Quelle durée aurait convenu ?', 'ما المدة التي كانت مناسبة؟'],
          }),
          [
            ['Shorter', 'Plus courte', 'أقصر'],
            ['As it was', 'La même', 'كما كانت'],
            ['Longer', 'Plus longue', 'أطول'],
          ],
        ),
      ],
    },
    {
      id: 's7',
      texts: headed(['What comes next', 'La suite', 'ما يأتي بعد ذلك']),
      questions: [
        withOptions(
          asked('q8', 'ranking', {
            label: ['What should follow first?', 'Que faire en premier ensuite ?', 'ما الذي ينبغي أن يلي أولًا؟'],
            hint: [
              'Give 1 to what should come first.',
              'Donnez 1 à ce qui devrait venir en premier.',
              'أعط الرقم 1 لما ينبغي أن يأتي أولًا.',
            ],
          }),
          [
            ['A further event on the same theme', 'Un autre événement sur le même thème', 'حدث آخر عن الموضوع نفسه'],
            ['A discussion in writing', 'Une discussion par écrit', 'مناقشة كتابية'],
            ['A short guide', 'Un guide succinct', 'دليل موجز'],
          ],
        ),
        asked('q9', 'text', {
          label: ['What should we do differently?', 'Que devrions-nous changer ?', 'ما الذي ينبغي أن نغيّره؟'],
          hint: [
            'Please name nobody who could be put at risk by it.',
            'Merci de ne nommer personne que cela pourrait mettre en danger.',
            'نرجو ألا تذكر اسم أي شخص قد يعرّضه ذلك للخطر.',
          ],
        }),
      ],
    },
  ],
  next: 10,
};

const blank: Content = { texts: {}, sections: [{ id: 's1', texts: {}, questions: [] }], next: 2 };

export function templateOf(name: TemplateName): Content {
  return structuredClone(name === 'event-feedback' ? eventFeedback : blank);
}

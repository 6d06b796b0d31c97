import type { JSONContent } from '@tiptap/core';
import { newId } from '../text/ids';
import type { Part, Template, Words } from './shape';

/** A claim as it comes into a text: the sentence that people wrote, and the reference that it rests on. */
export interface ClaimToCompose {
  id: number;
  version: number;
  words: string;
}

/** A section of the claims: a question in the words in which it was asked, or one that every synthesis has. */
export interface SectionToCompose {
  /** Null for what is no question. */
  question: string | null;
  key: string;
  claims: ClaimToCompose[];
}

function paragraphOf({ id, version, words }: ClaimToCompose): JSONContent {
  const citation = {
    type: 'citation',
    attrs: { kind: 'claim', cited: String(id), version: String(version), key: newId() },
  };
  return {
    type: 'paragraph',
    attrs: { id: newId() },
    content: [...(words ? [{ type: 'text', text: `${words} ` }] : []), citation],
  };
}

const everywhere = (words: string): Words => ({ en: words, fr: words, ar: words });

/**
 * The text of a consultation's synthesis as it begins: the parts that it must have, and the claims that people wrote, each in
 * its section and citing itself. What is between them is theirs to write.
 */
export function consultationTemplate(sections: SectionToCompose[]): Template {
  const claimsOf = (key: string) => (sections.find((s) => s.key === key)?.claims ?? []).map(paragraphOf);
  const questions = sections.flatMap(({ question, claims }): Part[] =>
    question === null ? [] : [{ heading: everywhere(question), content: claims.map(paragraphOf) }],
  );
  return {
    title: { en: 'Synthesis', fr: 'Synthèse', ar: 'الخلاصة' },
    parts: [
      {
        heading: { en: 'Participation', fr: 'Participation', ar: 'المشاركة' },
        hint: {
          en: 'Who was invited and who took part, by sector and region, and who was missing.',
          fr: 'Qui a été invité et qui a participé, par secteur et région, et qui a manqué.',
          ar: 'من دُعي ومن شارك، بحسب القطاع والمنطقة، ومن غاب.',
        },
      },
      {
        heading: { en: 'Method', fr: 'Méthode', ar: 'المنهج' },
        hint: {
          en: 'How the sources were read, what was set aside and why, and what this text cannot say.',
          fr: 'Comment les sources ont été lues, ce qui a été écarté et pourquoi, et ce que ce texte ne peut pas dire.',
          ar: 'كيف قُرئت المصادر، وما الذي نُحّي ولماذا، وما الذي لا يستطيع هذا النص قوله.',
        },
      },
      {
        heading: { en: 'Question by question', fr: 'Question par question', ar: 'سؤالاً بسؤال' },
        hint: {
          en: 'For each question, what was said and by which sectors. Each paragraph cites the claims it rests on.',
          fr: 'Pour chaque question, ce qui a été dit et par quels secteurs. Chaque paragraphe cite ses affirmations.',
          ar: 'لكل سؤال، ما قيل ومن أي قطاعات. وتستشهد كل فقرة بالمقولات التي تستند إليها.',
        },
        parts: questions,
      },
      {
        heading: { en: 'Agreement', fr: 'Points d’accord', ar: 'مواضع الاتفاق' },
        content: claimsOf('agreement'),
      },
      {
        heading: { en: 'Disagreement', fr: 'Points de désaccord', ar: 'مواضع الخلاف' },
        hint: {
          en: 'Who differs, and why. A minority view stands here in its own right.',
          fr: 'Qui diverge, et pourquoi. Une vue minoritaire a ici sa place.',
          ar: 'من يختلف ولماذا. ولرأي الأقلية مكانه هنا.',
        },
        content: claimsOf('disagreement'),
      },
      {
        heading: {
          en: 'What survivors say',
          fr: 'Ce que disent les personnes survivantes',
          ar: 'ما تقوله الناجيات والناجون',
        },
        hint: {
          en: 'Cite the themes that they agreed to have cited; name nobody and repeat no words.',
          fr: 'Citez les thèmes qu’elles ont accepté de voir cités ; ne nommez personne et ne répétez aucun mot.',
          ar: 'استشهدوا بالموضوعات التي وافقوا على الاستشهاد بها، ولا تذكروا اسم أحد ولا تكرروا كلاماً.',
        },
        content: claimsOf('survivors'),
      },
      {
        heading: { en: 'Other claims', fr: 'Autres affirmations', ar: 'مقولات أخرى' },
        content: claimsOf('other'),
      },
    ],
  };
}

import type { Typed, Value } from './answer';
import { asTyped } from './answer';
import { type Condition, type Content, findQuestion, noWords, type Option, type Question, wordsIn } from './content';

/** Words with the language they are in: where a translation is missing, the questionnaire's own stand there. */
export interface Words {
  text: string;
  language: string;
}

export interface ShownOption {
  id: string;
  label: Words;
}

/** A question as somebody reads it, in the words they understand best. */
export interface ShownQuestion extends Pick<Question, 'id' | 'type' | 'required' | 'scale' | 'number'> {
  label: Words;
  hint: string;
  low: string;
  high: string;
  unit: string;
  options: ShownOption[];
  rows: ShownOption[];
  /** When it is asked, in words too: the question it hangs on, and the answer that is waited for. */
  condition: (Condition & { label: Words; answer: Words }) | null;
}

export interface ShownSection {
  id: string;
  title: Words;
  introduction: string;
  questions: ShownQuestion[];
}

export function shownSections(content: Content, wanted: string, own: string): ShownSection[] {
  return content.sections.map((s) => {
    const words = wordsIn(s.texts, wanted, own);
    return {
      id: s.id,
      title: { text: words?.words.title ?? '', language: words?.language ?? own },
      introduction: words?.words.introduction ?? '',
      questions: s.questions.map((q) => shownQuestion(content, q, wanted, own)),
    };
  });
}

export function shownQuestion(content: Content, q: Question, wanted: string, own: string): ShownQuestion {
  const found = wordsIn(q.texts, wanted, own);
  const { label, ...words } = found?.words ?? noWords;
  const option = (o: Option): ShownOption => ({ id: o.id, label: optionWords(o, wanted, own) });
  return {
    id: q.id,
    type: q.type,
    required: q.required,
    scale: q.scale,
    number: q.number,
    label: { text: label, language: found?.language ?? own },
    ...words,
    options: q.options.map(option),
    rows: q.rows.map(option),
    condition: q.condition && shownCondition(content, q.condition, wanted, own),
  };
}

function shownCondition(
  content: Content,
  condition: Condition,
  wanted: string,
  own: string,
): ShownQuestion['condition'] {
  const on = findQuestion(content, condition.question);
  const words = on && wordsIn(on.texts, wanted, own);
  const option = on?.options.find((o) => o.id === condition.value);
  return {
    ...condition,
    label: { text: words?.words.label ?? condition.question, language: words?.language ?? own },
    answer: option ? optionWords(option, wanted, own) : { text: condition.value, language: own },
  };
}

export function optionWords(option: Option, wanted: string, own: string): Words {
  const found = wordsIn(option.texts, wanted, own);
  return { text: found?.words ?? option.id, language: found?.language ?? own };
}

/** What was answered, as one line of text; what is none as it was typed. */
export function sayTyped(question: Question, typed: Typed, wanted: string, own: string): string {
  const label = (id: string) => {
    const option = question.options.find((o) => o.id === id);
    return option ? optionWords(option, wanted, own).text : id;
  };
  const chosen = typed[''] ?? [];
  if (question.type === 'single' || question.type === 'multiple') return chosen.filter(Boolean).map(label).join(' | ');
  if (question.type === 'matrix') {
    const rows = question.rows.filter((r) => typed[r.id]?.[0]);
    return rows.map((r) => `${optionWords(r, wanted, own).text}: ${label(typed[r.id]![0]!)}`).join(' | ');
  }
  if (question.type === 'ranking') {
    const ranked = question.options.filter((o) => typed[o.id]?.[0]);
    ranked.sort((a, b) => Number(typed[a.id]![0]) - Number(typed[b.id]![0]));
    return ranked.map((o) => `${typed[o.id]![0]}. ${label(o.id)}`).join(' | ');
  }
  return chosen[0] ?? '';
}

export function sayValue(question: Question, value: Value, wanted: string, own: string): string {
  return sayTyped(question, asTyped(question, value), wanted, own);
}

import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import type { Words } from '../shown';

/** Words in their own language and direction, where that is not the page's. */
export function Said({ words }: { words: Words }) {
  const { i18n } = useTranslation();
  if (words.language === i18n.language) return <span dir="auto">{words.text}</span>;
  return (
    <span lang={words.language} dir={directionOf(words.language)}>
      {words.text}
    </span>
  );
}

/** A text of several paragraphs as it was typed. */
export function Paragraphs({ text, language }: { text: string; language: string }) {
  return text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((paragraph) => (
      <p key={paragraph} lang={language} dir="auto">
        {paragraph}
      </p>
    ));
}

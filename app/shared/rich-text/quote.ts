import { escapeMarkdown, withoutMentions } from './escape';

/**
 * A passage that was selected on a page, as a quote in Markdown for the text area, with the empty line after it where
 * the answer goes. The words come out as they were read; nobody named in them is mentioned again. '' for an empty one.
 */
export function quoteOf(passage: string): string {
  const words = passage.replace(/\r\n?/g, '\n').trim();
  if (!words) return '';
  const lines = words.split('\n').map((line) => line.trim());
  const quoted = lines
    .filter((line, i) => line || lines[i - 1])
    .map((line) => (line ? `> ${withoutMentions(escapeMarkdown(line))}` : '>'));
  return `${quoted.join('\n')}\n\n`;
}

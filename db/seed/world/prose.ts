/**
 * Template tag for texts written with the code's indentation and width: lines of a paragraph are joined by a space, blank
 * lines part paragraphs, and a line that begins a list item or a quotation keeps its own line.
 */
export function prose(strings: TemplateStringsArray): string {
  return strings
    .join('')
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => line.trim())
        .reduce((text, line) => (/^(?:[-*>] |\d+\. )/.test(line) ? `${text}\n${line}` : `${text} ${line}`)),
    )
    .join('\n\n');
}

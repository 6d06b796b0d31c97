import { directionOf } from '../../shared/languages';
import { escapeHtml } from '../../shared/rich-text/render.server';
import type { RenderWords } from '../text/render.server';
import { renderText } from '../text/render.server';
import { textSchema } from '../text/schema';
import { type CarriedDocument, type CarriedPicture, citedKey, type WriteOptions } from './carried';
import { printStyle } from './print-style';

/**
 * A document as one HTML file that needs nothing else: pictures within it, a table of contents, a style for screens and
 * for paper, no script. Takes the text as it stands, without open suggestions and comments.
 */
export function writeHtml(
  document: CarriedDocument,
  options: Pick<WriteOptions, 'citations' | 'words' | 'author' | 'at'>,
  says: RenderWords,
): string {
  const { html, outline } = renderText(textSchema.nodeFromJSON(document.text), {
    document: 0,
    language: document.language,
    words: says,
    cite: (kind, id) => {
      const cited = options.citations.get(citedKey(kind, id));
      if (!cited) return `<cite>[${escapeHtml(options.words.hiddenSource)}]</cite>`;
      const title = `<bdi>${escapeHtml(cited.title)}</bdi>`;
      return `<cite>[${cited.address ? `<a href="${escapeHtml(cited.address)}">${title}</a>` : title}]</cite>`;
    },
  });
  const pictures = new Map(document.pictures.map((picture) => [picture.id, picture]));
  const lines = outline
    .filter(({ id, title }) => id && title)
    .map(
      ({ id, level, title }) =>
        `<li class="level-${level}"><a href="#${escapeHtml(id)}" dir="auto">${escapeHtml(title)}</a></li>`,
    );
  const contents =
    lines.length > 2
      ? `<nav aria-labelledby="contents"><h2 id="contents">${escapeHtml(options.words.contents)}</h2><ul>${lines.join('')}</ul></nav>`
      : '';
  const title = escapeHtml(document.title);
  return `<!doctype html>
<html lang="${document.language}" dir="${directionOf(document.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${escapeHtml(options.author)}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${printStyle}</style>
</head>
<body>
<main>
<header><h1 dir="auto">${title}</h1><p class="by"><bdi>${escapeHtml(options.author)}</bdi> · <time datetime="${options.at.toISOString()}">${options.at.toISOString().slice(0, 10)}</time></p></header>
${contents}
<article>${withPictures(html, pictures)}</article>
</main>
</body>
</html>
`;
}

/** The addresses at which a page of the platform finds its pictures, as the pictures themselves; without one, its words. */
function withPictures(html: string, pictures: ReadonlyMap<string, CarriedPicture>): string {
  return html.replace(
    /<img src="\/documents\/0\/pictures\/([\da-fA-F-]{36})" alt="([^"]*)"[^>]*>/g,
    (_img, id: string, alt: string) => {
      const picture = pictures.get(id);
      if (!picture) return `<p class="missing">[${alt}]</p>`;
      return `<img src="data:${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}" alt="${alt}">`;
    },
  );
}

import { directionOf } from '../languages';

/**
 * What a person wrote, in their own language and direction. The only place where HTML is set: it was rendered from a
 * closed list of tags when it was written (shared/rich-text/render.server.ts), and nothing else may come in here.
 */
export function Words({ html, language, className = 'words' }: { html: string; language: string; className?: string }) {
  return (
    <div className={className} lang={language} dir={directionOf(language)} dangerouslySetInnerHTML={{ __html: html }} />
  );
}

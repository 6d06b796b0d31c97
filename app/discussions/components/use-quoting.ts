import { useNavigate } from '@remix-run/react';
import { type MouseEvent, useEffect, useRef } from 'react';
import { escapeMarkdown } from '../../shared/rich-text/escape';
import { quoteOf } from '../../shared/rich-text/quote';
import { quoteEvent } from './composer';

/**
 * "Quote" takes what is selected in the post, or all of it, into the composer; without scripts it is a link. Where nothing
 * is being written, what is begun is an answer to that post. Where something is, it stays what it is: to change the post
 * that it answers would put its draft away, so the quotation says whose words it holds.
 */
export function useQuoting(
  answers: number | null,
  answerTo: (post: number) => string,
): (e: MouseEvent<HTMLElement>) => void {
  const navigate = useNavigate();
  const waiting = useRef<{ post: number; quotation: string } | null>(null);
  // The composer of the answer is there by now, and listens.
  useEffect(() => {
    if (!waiting.current || waiting.current.post !== answers) return;
    add(waiting.current.quotation);
    waiting.current = null;
  }, [answers]);

  return (e) => {
    const link = (e.target as HTMLElement).closest<HTMLElement>('[data-quote]');
    const article = link?.closest('article');
    if (!link || !article) return;
    const selection = window.getSelection();
    const selected = selection && article.contains(selection.anchorNode) ? selection.toString() : '';
    const words = selected.trim() || (article.querySelector('.words') as HTMLElement | null)?.innerText || '';
    e.preventDefault();
    e.stopPropagation();
    const post = Number(link.dataset.quote);
    if (answers === post) return add(quoteOf(words));
    if (answers === null && isUnwritten()) {
      waiting.current = { post, quotation: quoteOf(words) };
      navigate(answerTo(post), { preventScrollReset: true });
      return;
    }
    const author = article.querySelector('.who')?.textContent?.trim();
    add(author ? `${escapeMarkdown(author)}:\n\n${quoteOf(words)}` : quoteOf(words));
  };
}

function add(quotation: string): void {
  window.dispatchEvent(new CustomEvent(quoteEvent, { detail: quotation }));
}

/** With formatting on there is no text area, and something is being written. */
function isUnwritten(): boolean {
  const area = document.getElementById('post.body');
  return area instanceof HTMLTextAreaElement && area.value.trim() === '';
}

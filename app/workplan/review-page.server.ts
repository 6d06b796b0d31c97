import type { JSONContent } from '@tiptap/core';
import { findChromium } from '../documents/exchange/chromium.server';
import { sendComposed } from '../documents/exchange/composed.server';
import type { ComposedFormat } from '../documents/exchange/formats';
import { wordsIn } from '../documents/settled.server';
import { renderText } from '../documents/text/render.server';
import { textSchema } from '../documents/text/schema';
import type { Asked } from '../shared/edge.server';
import { refuse } from '../shared/refusal';
import { composeReview } from './compose';
import { saying, yearOf } from './page.server';
import { readIssued } from './queries/review.server';
import { mayPlan } from './workplan';

/** The composed review as it stands on a page: from the closed list of elements of a document. */
export function htmlOfReview(text: JSONContent, language: string): string {
  return renderText(textSchema.nodeFromJSON(text), { document: 0, language, words: wordsIn(language) }).html;
}

/** Which issue is asked for: the last without a number. What is none is not found. */
function issueAsked(asked: Asked): number | null {
  const typed = asked.url.searchParams.get('issue');
  if (typed === null) return null;
  if (!/^[1-9]\d{0,5}$/.test(typed)) throw refuse('not-found', 'shared:errors.not-found');
  return Number(typed);
}

async function composed(asked: Asked) {
  const year = yearOf(asked.params.year);
  const says = saying(asked);
  const issue = await readIssued(asked.sql, year, issueAsked(asked));
  const text = composeReview(issue.content, issue, { ...says, publicUrl: asked.publicUrl });
  return { year, issue, text, language: says.language, title: String(asked.t('workplan:report.title', { year })) };
}

/** The annual review as it was issued, for everybody. One statement. */
export async function loadReview(asked: Asked) {
  const { year, issue, text, language, title } = await composed(asked);
  return {
    title,
    year,
    number: issue.number,
    last: issue.issues[0]!.number,
    issues: issue.issues,
    html: htmlOfReview(text, language),
    pdf: findChromium() !== null,
    mayPlan: mayPlan(asked.reader),
    zone: asked.reader?.timeZone ?? 'UTC',
  };
}

export type ReviewData = Awaited<ReturnType<typeof loadReview>>;

/** The same as a file. Refusals: not-found, and those of `sendComposed`. */
export async function exportReview(asked: Asked, format: ComposedFormat): Promise<Response> {
  const year = yearOf(asked.params.year);
  return sendComposed(asked, format, `annual-review-${year}`, async () => {
    const { title, language, text } = await composed(asked);
    return { title, language, text };
  });
}

import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import {
  editComment,
  replyInThread,
  settleThread,
  startThread,
  withdrawComment,
} from '~/documents/commands/commenting.server';
import { CommentsPage } from '~/documents/components/comments-page';
import { commentForm, editCommentForm, replyForm, threadForm, withdrawCommentForm } from '~/documents/forms';
import { readComments } from '~/documents/queries/comments.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, params, language, url, t } = asked;
  const which = url.searchParams.get('show') === 'resolved' ? 'resolved' : 'open';
  const view = await readComments(sql, reader, idOf(params.id), language, asked.now(), which);
  const title = `${t('documents:comments.title')} · ${view.head.title}`;
  return { title, view, which: which as 'open' | 'resolved', once: randomUUID(), zone: reader.timeZone };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, form, params } = asked;
  const reader = signedIn(asked);
  const document = idOf(params.id);
  const now = asked.now();
  const here = `/documents/${document}/comments`;
  const at = (thread: number) => goTo(`${here}#thread-${thread}`);
  const kind = (form.typed.deed ?? '').split('-')[0];
  await asked.limit(kind === 'comment' || kind === 'reply' ? 'post' : 'write', String(reader.id));
  switch (kind) {
    case 'comment': {
      const { anchor, ...input } = parseForm(form, commentForm);
      const bytes = anchor ? new Uint8Array(Buffer.from(anchor, 'base64')) : null;
      return at((await startThread(sql, reader, { document, anchor: bytes, ...input }, now)).thread);
    }
    case 'reply':
      return at((await replyInThread(sql, reader, { document, ...parseForm(form, replyForm) }, now)).thread);
    case 'edit':
      return at((await editComment(sql, reader, { document, ...parseForm(form, editCommentForm) }, now)).thread);
    case 'withdraw':
      await withdrawComment(sql, reader, { document, ...parseForm(form, withdrawCommentForm) }, now);
      return goTo(here);
    case 'resolve':
    case 'reopen': {
      const { thread } = parseForm(form, threadForm);
      await settleThread(sql, reader, { document, thread, resolved: kind === 'resolve' }, now);
      return kind === 'resolve' ? goTo(here) : at(thread);
    }
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const shouldRevalidate = rereadAfterConflict;

export default function Comments() {
  return <CommentsPage {...useLoaderData<typeof loader>()} />;
}

import { useEditorState } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../../shared/ui/time';
import { Words } from '../../../shared/ui/words';
import { blockAt } from './anchors';
import { CommentBox } from './comment-box';
import { beginOn, commentedIn, turnToThread } from './commented';
import { useDeed } from './deeds';
import { intoText, wayBack } from './into-text';
import { unsentIn, unsentKey } from './unsent';
import { useWriting } from './use-writing';
import type { WriteThread } from './write-data';

/** Comments beside the text, in its order; what is begun stands first. */
export function Threads({ zone }: { zone: string }) {
  const { t } = useTranslation('editor');
  const { data, editor } = useWriting();
  const deed = useDeed();
  const [resolvedToo, setResolvedToo] = useState(false);
  const { places, at, begun } = useEditorState({
    editor,
    selector: ({ editor }) => {
      const commented = commentedIn(editor.state);
      return { places: Object.fromEntries(commented.places), at: commented.at, begun: commented.begun };
    },
  });
  const path = `/documents/${data.id}/comments`;
  const order = (thread: WriteThread) => places[thread.id]?.from ?? Number.MAX_SAFE_INTEGER;
  const shown = data.threads
    .filter((thread) => thread.state === 'open' || resolvedToo || thread.id === at)
    .sort((a, b) => order(a) - order(b) || a.id - b.id);
  const resolved = data.threads.filter((thread) => thread.state === 'resolved').length;

  function start(body: string, once: string): Promise<string | undefined> {
    const { anchor, quote, from } = begun!;
    return deed(path, { deed: 'comment', body, once, anchor, quote, block: blockAt(editor.state.doc, from) });
  }

  function end(): void {
    beginOn(editor.view, null);
    // The answer may come late: whoever has gone on to something else meanwhile stays there.
    const at = document.activeElement;
    if (at === null || at === document.body || at.closest('.comment-box')) intoText(editor);
  }

  return (
    <>
      {begun && (
        <section className="thread begun" aria-label={t('comments.new')}>
          <blockquote dir="auto" lang={data.language}>
            {begun.quote}
          </blockquote>
          <CommentBox
            label={t('comments.new')}
            button={t('comments.post')}
            send={start}
            close={end}
            keep={unsentKey(data.me.id, data.id, 'new')}
            anchor={begun.anchor}
            focus
          />
        </section>
      )}
      {shown.length === 0 && !begun && (
        <p className="hint">{t(data.mayComment ? 'comments.empty-list' : 'comments.none')}</p>
      )}
      {shown.map((thread) => (
        <Thread
          key={thread.id}
          thread={thread}
          here={thread.id === at}
          there={thread.id in places}
          zone={zone}
          path={path}
        />
      ))}
      {resolved > 0 && (
        <button type="button" className="quiet" aria-pressed={resolvedToo} onClick={() => setResolvedToo(!resolvedToo)}>
          {t('comments.resolved', { count: resolved })}
        </button>
      )}
    </>
  );
}

function Thread({
  thread,
  here,
  there,
  zone,
  path,
}: {
  thread: WriteThread;
  here: boolean;
  /** Its words are in the text. */
  there: boolean;
  zone: string;
  path: string;
}) {
  const { t, i18n } = useTranslation('editor');
  const { data, editor, nameOf, organisationOf, say } = useWriting();
  const deed = useDeed();
  const box = useRef<HTMLElement>(null);
  const unsent = unsentKey(data.me.id, data.id, thread.id);
  const [answering, setAnswering] = useState(() => unsentIn(unsent) !== undefined);
  const [wrong, setWrong] = useState<string>();
  const first = thread.comments[0];
  const fields = { thread: String(thread.id) };

  useEffect(() => {
    if (here) box.current?.scrollIntoView({ block: 'nearest' });
  }, [here]);

  function goToWords(): void {
    const place = commentedIn(editor.state).places.get(thread.id);
    if (!place) return;
    turnToThread(editor.view, thread.id);
    editor.chain().focus().setTextSelection(place).scrollIntoView().run();
  }

  async function settle(what: 'resolve' | 'reopen'): Promise<void> {
    const back = wayBack(editor);
    const no = await deed(path, { deed: `${what}-${thread.id}`, ...fields });
    setWrong(no);
    if (no) return;
    say(t(what === 'resolve' ? 'comments.said-resolved' : 'comments.said-reopened'));
    if (what === 'reopen') return;
    turnToThread(editor.view, null);
    back();
  }

  return (
    <article
      className={here ? 'thread here' : 'thread'}
      id={`thread-${thread.id}`}
      tabIndex={-1}
      ref={box}
      aria-label={t('comments.thread', { name: nameOf(first?.person ?? null), count: thread.comments.length })}
      onFocus={() => turnToThread(editor.view, thread.id)}
    >
      {thread.state === 'resolved' && <p className="state closed">{t('comments.is-resolved')}</p>}
      {thread.quote &&
        (there ? (
          <button type="button" className="quote-link" lang={data.language} dir="auto" onClick={goToWords}>
            <span className="unseen">{t('comments.go')} </span>
            {thread.quote}
          </button>
        ) : (
          <blockquote lang={data.language} dir="auto">
            {thread.quote}
            <small>{t('comments.words-gone')}</small>
          </blockquote>
        ))}
      <ul>
        {thread.comments.map((comment) => (
          <li key={comment.id}>
            <p className="meta">
              <strong>
                <bdi>{nameOf(comment.person)}</bdi>
              </strong>
              {comment.organisation !== null && <bdi>{organisationOf(comment.organisation)}</bdi>}
              <Time at={comment.at} zone={zone} />
            </p>
            {comment.gone ? (
              <p className="hint">{t('comments.withdrawn')}</p>
            ) : (
              <Words html={comment.html} language={i18n.language} className="said" />
            )}
          </li>
        ))}
      </ul>
      {wrong && (
        <p className="mistake" role="alert">
          {wrong}
        </p>
      )}
      {answering ? (
        <CommentBox
          label={t('comments.answer')}
          button={t('comments.post-answer')}
          send={(body, once) => deed(path, { deed: `reply-${thread.id}`, ...fields, body, once })}
          close={() => {
            setAnswering(false);
            const at = document.activeElement;
            if (at === null || at === document.body || box.current?.contains(at)) box.current?.focus();
          }}
          keep={unsent}
          focus
        />
      ) : (
        data.mayComment && (
          <p className="acts">
            <button type="button" className="quiet" onClick={() => setAnswering(true)}>
              {t('comments.answer')}
            </button>
            <button
              type="button"
              className="quiet"
              onClick={() => void settle(thread.state === 'open' ? 'resolve' : 'reopen')}
            >
              {t(thread.state === 'open' ? 'comments.resolve' : 'comments.reopen')}
            </button>
          </p>
        )
      )}
    </article>
  );
}

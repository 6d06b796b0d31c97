import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MentionNames } from '../../../discussions/components/mention-names';
import { limits } from '../../document';
import { forgetUnsent, keepUnsent, unsentIn } from './unsent';
import { useWriting } from './use-writing';

/** Where a comment or an answer is written. `send` gives what was wrong, or nothing when it is posted. */
export function CommentBox({
  label,
  button,
  send,
  close,
  focus = false,
  keep,
  anchor = null,
}: {
  label: string;
  button: string;
  send: (body: string, once: string) => Promise<string | undefined>;
  close: () => void;
  focus?: boolean;
  /** Under which what is not sent yet is kept while the text is opened anew; see unsent.ts. */
  keep: string;
  anchor?: string | null;
}) {
  const { t } = useTranslation('editor');
  const { data } = useWriting();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useState(() => unsentIn(keep)?.body ?? '');
  const [once, setOnce] = useState(() => crypto.randomUUID());
  const [mistake, setMistake] = useState<string>();
  const [sending, setSending] = useState(false);
  useEffect(() => {
    if (focus) area.current?.focus();
  }, [focus]);

  useEffect(() => keepUnsent(keep, { body, anchor }), [keep, body, anchor]);

  function end(): void {
    forgetUnsent(keep);
    close();
  }

  /** Back to what was refused; whoever has gone on to something else meanwhile hears of it there. */
  function stay(): void {
    const at = document.activeElement;
    if (at === null || at === document.body || area.current?.form?.contains(at)) area.current?.focus();
  }

  async function post(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (sending) return;
    if (!body.trim()) return setMistake(t('comments.empty'));
    setSending(true);
    const wrong = await send(body, once);
    setSending(false);
    setMistake(wrong);
    if (wrong) return stay();
    setBody('');
    setOnce(crypto.randomUUID());
    end();
  }

  function pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end();
  }

  return (
    <form className="comment-box" onSubmit={(event) => void post(event)} onKeyDown={pressed} noValidate>
      <label htmlFor={id}>{label}</label>
      {mistake && (
        <p className="mistake" id={`${id}-mistake`} role="alert">
          {mistake}
        </p>
      )}
      <textarea
        id={id}
        ref={area}
        rows={3}
        dir="auto"
        maxLength={limits.comment}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        aria-invalid={mistake ? true : undefined}
        aria-describedby={mistake ? `${id}-mistake` : undefined}
      />
      <MentionNames
        area={area}
        path={`/documents/${data.id}/names`}
        body={body}
        type={(change) => setBody((text) => change(text))}
      />
      <div className="actions">
        <button type="submit" className="plain" disabled={sending}>
          {button}
        </button>
        <button type="button" className="quiet" onClick={end}>
          {t('comments.cancel')}
        </button>
      </div>
    </form>
  );
}

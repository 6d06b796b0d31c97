import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icons';
import { wayBack } from './into-text';
import { useWriting } from './use-writing';

/** Asks something over the page; Escape and the cross close it, and the caret is where it was. */
export function AskDialog({
  title,
  children,
  className,
  keys = false,
}: {
  title: string;
  children: ReactNode;
  className?: string;
  keys?: boolean;
}) {
  const { t } = useTranslation('editor');
  const { ask, editor } = useWriting();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [back] = useState(() => wayBack(editor));
  useEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    shown?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={className ? `ask ${className}` : 'ask'}
      aria-labelledby={id}
      data-shortcuts={keys || undefined}
      onClose={() => {
        ask(null);
        // What is done by the dialog may move the caret first. The browser has gone back to where it was opened.
        queueMicrotask(back);
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className="quiet"
          aria-label={t('ask.close')}
          title={t('ask.close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}

/** Closes the dialog that a control stands in. */
export function closeAround(control: Element | null): void {
  control?.closest('dialog')?.close();
}

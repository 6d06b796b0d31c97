import type { Editor } from '@tiptap/core';
import { type RefObject, useId, useRef, useState } from 'react';
import { addressFrom } from './addresses';

export interface LinkInHand {
  field: RefObject<HTMLInputElement>;
  /** True where the caret stands in a link. */
  isThere: boolean;
  typed: string;
  type: (address: string) => void;
  /** The address leads nowhere, or not where anyone may be led. */
  wrong: boolean;
  /** Sets the link; where nothing is chosen, its address becomes its words. False for a wrong address. */
  apply: () => boolean;
  remove: () => void;
}

/** Where the chosen words lead, while it is asked for. */
export function useLink(editor: Editor): LinkInHand {
  const before = String(editor.getAttributes('link').href ?? '');
  const [isThere] = useState(before !== '');
  const [typed, type] = useState(before);
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  function apply(): boolean {
    const href = addressFrom(typed);
    setWrong(!href);
    if (!href) {
      field.current?.focus();
      return false;
    }
    const marks = [{ type: 'link', attrs: { href } }];
    if (isThere || !editor.state.selection.empty) editor.chain().extendMarkRange('link').setLink({ href }).run();
    else editor.commands.insertContent({ type: 'text', text: typed.trim(), marks });
    return true;
  }

  const remove = () => void editor.chain().extendMarkRange('link').unsetLink().run();
  return { field, isThere, typed, type, wrong, apply, remove };
}

/** The field for the address; it has no name, under which it would be sent along with a form around it. */
export function LinkField({ link, label, mistake }: { link: LinkInHand; label: string; mistake: string }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {link.wrong && (
        <p className="mistake" id={`${id}-mistake`} role="alert">
          {mistake}
        </p>
      )}
      <input
        id={id}
        ref={link.field}
        data-first=""
        type="text"
        inputMode="url"
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        value={link.typed}
        onChange={(event) => link.type(event.currentTarget.value)}
        aria-invalid={link.wrong || undefined}
        aria-describedby={link.wrong ? `${id}-mistake` : undefined}
      />
    </>
  );
}

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkForm } from './link-form';

interface Tool {
  key: string;
  /** Without one the button bears its name. */
  sign?: ReactNode;
  /** Undefined for what is done once, such as undoing. */
  pressed?: (editor: Editor) => boolean;
  possible?: (editor: Editor) => boolean;
  run?: (editor: Editor) => void;
}

const tools: Tool[] = [
  {
    key: 'bold',
    sign: <strong>B</strong>,
    pressed: (editor) => editor.isActive('bold'),
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    key: 'italic',
    sign: <em>I</em>,
    pressed: (editor) => editor.isActive('italic'),
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    key: 'heading',
    sign: 'H1',
    pressed: (editor) => editor.isActive('heading', { level: 1 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 1 }).run(),
  },
  {
    key: 'subheading',
    sign: 'H2',
    pressed: (editor) => editor.isActive('heading', { level: 2 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    key: 'bullets',
    sign: '•',
    pressed: (editor) => editor.isActive('bulletList'),
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    key: 'numbers',
    sign: '1.',
    pressed: (editor) => editor.isActive('orderedList'),
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    key: 'quote',
    sign: '❞',
    pressed: (editor) => editor.isActive('blockquote'),
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  { key: 'link', pressed: (editor) => editor.isActive('link') },
  {
    key: 'undo',
    sign: '↶',
    possible: (editor) => editor.can().undo(),
    run: (editor) => editor.chain().focus().undo().run(),
  },
  {
    key: 'redo',
    sign: '↷',
    possible: (editor) => editor.can().redo(),
    run: (editor) => editor.chain().focus().redo().run(),
  },
];

/** One stop for the tabulator; arrows, Home and End go from button to button, as the toolbar pattern of ARIA has it. */
export function FormattingToolbar({ editor, label }: { editor: Editor; label: string }) {
  const { t } = useTranslation('text');
  const [current, setCurrent] = useState(0);
  const [linking, setLinking] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const states = useEditorState({
    editor,
    selector: ({ editor }) =>
      tools.map(({ pressed, possible }) => ({ pressed: pressed?.(editor), possible: possible?.(editor) ?? true })),
  });

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const rightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = indexFor(event.key, current, rightToLeft);
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  }

  function use(tool: Tool, i: number) {
    setCurrent(i);
    if (tool.key === 'link') setLinking(!linking);
    else if (states[i]?.possible) tool.run?.(editor);
  }

  return (
    <>
      <div
        className="toolbar"
        role="toolbar"
        aria-label={t('formatting.toolbar', { label })}
        ref={bar}
        onKeyDown={move}
      >
        {tools.map((tool, i) => (
          <button
            key={tool.key}
            type="button"
            tabIndex={i === current ? 0 : -1}
            aria-label={t(`formatting.${tool.key}`)}
            title={t(`formatting.${tool.key}`)}
            aria-pressed={states[i]?.pressed}
            aria-disabled={states[i]?.possible ? undefined : true}
            aria-expanded={tool.key === 'link' ? linking : undefined}
            // The selection in the text would be lost with the focus before the click is heard.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => use(tool, i)}
            onFocus={() => setCurrent(i)}
          >
            {tool.sign ? <span aria-hidden="true">{tool.sign}</span> : t(`formatting.${tool.key}`)}
          </button>
        ))}
      </div>
      {linking && <LinkForm editor={editor} close={() => setLinking(false)} />}
    </>
  );
}

function indexFor(key: string, current: number, rightToLeft: boolean): number | undefined {
  const last = tools.length - 1;
  const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const back = rightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (key === forward) return current === last ? 0 : current + 1;
  if (key === back) return current === 0 ? last : current - 1;
  if (key === 'Home') return 0;
  return key === 'End' ? last : undefined;
}

import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { documentOf } from './editor-document';
import { editorExtensions } from './editor-extensions';
import { markdownOf } from './editor-markdown';
import { FormattingToolbar } from './formatting-toolbar';
import { cleanPaste } from './paste';

export interface FormattingEditorProps {
  /** Under this name a plain form sends the Markdown. */
  name: string;
  /** What the editor begins with. When it becomes something the editor has not written itself, it begins anew. */
  initialMarkdown: string;
  onChange?: (markdown: string) => void;
  label: string;
  /** Language of the text, and its direction: lists and quotes follow it, each paragraph its own first letter. */
  language?: string;
  dir?: 'ltr' | 'rtl' | 'auto';
  describedBy?: string;
  id?: string;
}

/**
 * The same text as in the text area, shown as it will look. Loaded only when somebody asks for it: it brings the parser
 * and ProseMirror, more than all the rest of a page.
 */
export function FormattingEditor(props: FormattingEditorProps) {
  const { name, initialMarkdown, label, language, dir, describedBy, id } = props;
  const [markdown, setMarkdown] = useState(initialMarkdown);
  const written = useRef(initialMarkdown);
  const [first] = useState(() => documentOf(initialMarkdown));
  const editorProps = useMemo(
    () => ({
      attributes: {
        // As the page shows what people wrote.
        class: 'words',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        ...(describedBy && { 'aria-describedby': describedBy }),
        ...(language && { lang: language }),
        ...(dir && { dir }),
        ...(id && { id }),
      },
      handleDOMEvents: { keydown: (_: unknown, event: KeyboardEvent) => isSending(event) },
      transformPastedHTML: cleanPaste,
    }),
    [label, describedBy, language, dir, id],
  );
  const editor = useEditor({
    extensions: editorExtensions,
    content: first,
    editorProps,
    immediatelyRender: false,
    // Its <style> element would be refused by the content security policy; ours has what it needs.
    injectCSS: false,
    onUpdate: ({ editor }) => {
      written.current = markdownOf(editor.getJSON());
      setMarkdown(written.current);
      props.onChange?.(written.current);
    },
  });

  useEffect(() => {
    if (!editor || initialMarkdown === written.current) return;
    written.current = initialMarkdown;
    setMarkdown(initialMarkdown);
    editor.commands.setContent(documentOf(initialMarkdown), { emitUpdate: false });
  }, [editor, initialMarkdown]);

  return (
    <div className="editor">
      {editor && <FormattingToolbar editor={editor} label={label} />}
      <EditorContent editor={editor} />
      <input type="hidden" name={name} value={markdown} />
    </div>
  );
}

export default FormattingEditor;

/** Ctrl+Enter sends the form around the editor; ProseMirror would take it for a line break before the form hears of it. */
function isSending(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey);
}

import { useEditorState } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { headingsOf } from './section-badges';
import { useWriting } from './use-writing';

/** The headings as they are at this instant; each leads to its place. */
export function Outline() {
  const { t } = useTranslation('editor');
  const { editor, data, openSide } = useWriting();
  const { headings, here } = useEditorState({
    editor,
    selector: ({ editor }) => {
      const all = headingsOf(editor.state.doc);
      const before = all.filter((h) => h.pos <= editor.state.selection.from);
      return { headings: all, here: before.at(-1)?.pos };
    },
  });

  function go(pos: number): void {
    editor.commands.focus(pos + 1, { scrollIntoView: false });
    const heading = editor.view.nodeDOM(pos);
    if (heading instanceof HTMLElement) heading.scrollIntoView({ block: 'start' });
    if (window.matchMedia('(width <= 75rem)').matches) openSide(null);
  }

  if (headings.length === 0) return <p className="hint">{t('outline.empty')}</p>;
  return (
    <ol className="outline-list" lang={data.language}>
      {headings.map((heading) => (
        <li key={heading.pos} className={`level-${heading.level}`}>
          <button
            type="button"
            className="quiet"
            dir="auto"
            aria-current={heading.pos === here ? 'location' : undefined}
            onClick={() => go(heading.pos)}
          >
            {heading.words || t('outline.untitled')}
          </button>
        </li>
      ))}
    </ol>
  );
}

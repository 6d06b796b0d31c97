import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from './icons';
import { intoText } from './into-text';
import { ToolMenu } from './tool-menu';
import { blocks, insertions, link, marks, moreMarks, styles, type Tool, tableTools, undoing } from './tools';
import { useWriting } from './use-writing';

/** One stop for the tabulator; arrows, Home and End go from button to button, as the toolbar pattern of ARIA has it. */
export function Toolbar() {
  const { t } = useTranslation('editor');
  const writing = useWriting();
  const { editor, writes, data, suggesting } = writing;
  const bar = useRef<HTMLDivElement>(null);
  const inTable = useEditorState({ editor, selector: ({ editor }) => editor.isActive('table') });

  // The stop is where one was last; at first, and where that went away, it is the first of all.
  useEffect(() => {
    const buttons = buttonsOf(bar.current);
    if (!buttons.some((b) => b.tabIndex === 0)) for (const [i, b] of buttons.entries()) b.tabIndex = i === 0 ? 0 : -1;
  });

  function turn(event: KeyboardEvent<HTMLDivElement>): void {
    const buttons = buttonsOf(bar.current);
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    if (at < 0) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      intoText(editor);
      return;
    }
    const rightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = nextIndex(event.key, at, buttons.length, rightToLeft);
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]!.focus();
  }

  function keepStop(event: { target: EventTarget }): void {
    for (const button of buttonsOf(bar.current)) button.tabIndex = button === event.target ? 0 : -1;
  }

  return (
    <div className="toolbar" role="toolbar" aria-label={t('tools.label')} ref={bar} onKeyDown={turn} onFocus={keepStop}>
      {writes && (
        <>
          <Group tools={undoing} />
          <ToolMenu name="style" tools={styles} showsCurrent />
          <Group tools={marks} />
          <ToolMenu name="more" icon="more" tools={moreMarks} />
          <ToolButton tool={link} />
          <Group tools={blocks} />
          <ToolMenu name="insert" icon="insert" tools={insertions} />
          {inTable && <ToolMenu name="in-table" icon="table" tools={tableTools} />}
        </>
      )}
      {data.mayComment && <Plain name="comment" icon="comment" keys="Ctrl+Alt+M" run={() => writing.beginComment()} />}
      {writes && (
        <Plain
          name="suggest"
          icon="suggest"
          words
          pressed={suggesting}
          disabled={data.access === 'suggest'}
          run={() => writing.setSuggesting(!suggesting)}
        />
      )}
      <Plain name="find" icon="find" keys="Ctrl+F" run={() => writing.setFinding(true)} />
      <Plain name="keys" sign="?" keys="Ctrl+/" run={() => writing.ask({ what: 'keys' })} />
    </div>
  );
}

function buttonsOf(bar: HTMLElement | null): HTMLButtonElement[] {
  return [...(bar?.querySelectorAll<HTMLButtonElement>('button[data-tool]') ?? [])];
}

function nextIndex(key: string, at: number, length: number, rightToLeft: boolean): number | undefined {
  if (key === (rightToLeft ? 'ArrowLeft' : 'ArrowRight')) return (at + 1) % length;
  if (key === (rightToLeft ? 'ArrowRight' : 'ArrowLeft')) return (at - 1 + length) % length;
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : undefined;
}

function Group({ tools }: { tools: Tool[] }) {
  return (
    <span className="group">
      {tools.map((tool) => (
        <ToolButton key={tool.key} tool={tool} />
      ))}
    </span>
  );
}

function ToolButton({ tool }: { tool: Tool }) {
  const writing = useWriting();
  const state = useEditorState({
    editor: writing.editor,
    selector: ({ editor }) => ({ pressed: tool.pressed?.(editor), possible: tool.possible?.(editor) ?? true }),
  });
  return (
    <Plain
      name={tool.key}
      icon={tool.icon}
      keys={tool.keys}
      pressed={state.pressed}
      disabled={!state.possible}
      run={() => tool.run(writing)}
    />
  );
}

function Plain(props: {
  name: string;
  icon?: IconName | undefined;
  sign?: string;
  keys?: string | undefined;
  pressed?: boolean | undefined;
  disabled?: boolean;
  /** Its name stands beside its sign where there is room. */
  words?: boolean;
  run: () => void;
}) {
  const { t } = useTranslation('editor');
  const name = t(`tools.${props.name}`);
  return (
    <button
      type="button"
      data-tool=""
      tabIndex={-1}
      aria-label={name}
      title={props.keys ? `${name} (${props.keys})` : name}
      aria-pressed={props.pressed}
      aria-disabled={props.disabled || undefined}
      // The selection in the text would be lost with the focus before the click is heard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => !props.disabled && props.run()}
    >
      {props.icon ? <Icon name={props.icon} /> : <span aria-hidden="true">{props.sign}</span>}
      {props.words && <span className="words-beside">{name}</span>}
    </button>
  );
}

import { useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from './icons';
import type { Tool } from './tools';
import { useWriting } from './use-writing';

/** A button of the toolbar that opens a list of tools: arrows go through it, Escape closes it and comes back. */
export function ToolMenu({
  name,
  icon,
  tools,
  showsCurrent = false,
}: {
  name: string;
  icon?: IconName;
  tools: Tool[];
  /** The button bears the name of the tool that is in use, as a choice does. */
  showsCurrent?: boolean;
}) {
  const { t } = useTranslation('editor');
  const writing = useWriting();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const states = useEditorState({
    editor: writing.editor,
    selector: ({ editor }) =>
      tools.map((tool) => ({ pressed: tool.pressed?.(editor), possible: tool.possible?.(editor) ?? true })),
  });
  const current = showsCurrent ? tools[states.findIndex((s) => s.pressed)] : undefined;
  const hasSigns = tools.some((tool) => tool.icon || tool.pressed);
  const label = t(`tools.${name}`);
  const shown = current ? t(`tools.${current.key}`) : label;

  useEffect(() => {
    const menu = list.current;
    if (!open || !menu || !button.current) return;
    menu.popover = 'manual';
    menu.showPopover();
    putBelow(menu, button.current);
    const items = itemsOf(menu);
    (items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0])?.focus();
    const away = (event: Event) => {
      if (!menu.contains(event.target as Node) && !button.current?.contains(event.target as Node)) setOpen(false);
    };
    const close = () => setOpen(false);
    document.addEventListener('pointerdown', away);
    window.addEventListener('resize', close);
    return () => {
      document.removeEventListener('pointerdown', away);
      window.removeEventListener('resize', close);
    };
  }, [open]);

  function turn(event: KeyboardEvent<HTMLDivElement>): void {
    // The toolbar around it has arrows of its own.
    event.stopPropagation();
    const items = itemsOf(event.currentTarget);
    const at = items.indexOf(event.target as HTMLButtonElement);
    const last = items.length - 1;
    const next = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    if (next !== undefined) items[next]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') {
      setOpen(false);
      button.current?.focus();
    } else return;
    event.preventDefault();
  }

  return (
    <>
      <button
        type="button"
        ref={button}
        data-tool=""
        tabIndex={-1}
        className={showsCurrent ? 'choosing' : undefined}
        aria-label={current ? `${label}: ${shown}` : label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {icon ? <Icon name={icon} /> : <span aria-hidden="true">{shown}</span>}
        <Icon name="down" />
      </button>
      {open && (
        <div className="menu tool-menu" role="menu" aria-label={label} ref={list} onKeyDown={turn}>
          {tools.map((tool, i) => (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is one of two, and only that of a choice is checked
            <button
              key={tool.key}
              type="button"
              role={tool.pressed ? 'menuitemcheckbox' : 'menuitem'}
              aria-checked={tool.pressed ? Boolean(states[i]?.pressed) : undefined}
              aria-disabled={states[i]?.possible ? undefined : true}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                if (!states[i]?.possible) return;
                setOpen(false);
                button.current?.focus();
                tool.run(writing);
              }}
            >
              {hasSigns && (
                <span className="tick" aria-hidden="true">
                  {states[i]?.pressed ? <Icon name="check" /> : tool.icon ? <Icon name={tool.icon} /> : null}
                </span>
              )}
              <span className={`as-${tool.key}`}>{t(`tools.${tool.key}`)}</span>
              {tool.keys && <kbd dir="ltr">{tool.keys}</kbd>}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function itemsOf(menu: HTMLElement): HTMLButtonElement[] {
  return [...menu.querySelectorAll<HTMLButtonElement>('button')];
}

/** In the top layer, so that a toolbar that scrolls does not cut it off. Set by script: styles in the page are refused. */
function putBelow(menu: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const box = menu.getBoundingClientRect();
  const rightToLeft = getComputedStyle(button).direction === 'rtl';
  const wanted = rightToLeft ? at.right - box.width : at.left;
  const left = Math.max(8, Math.min(wanted, document.documentElement.clientWidth - box.width - 8));
  const below = at.bottom + 4;
  const top = below + box.height > window.innerHeight - 8 ? Math.max(8, at.top - box.height - 4) : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

import type { MutableRefObject, KeyboardEvent as ReactKeyboardEvent } from 'react';
import type { Around } from './use-editing';

export type Keys = Record<string, () => boolean>;

/** The keys of a page on which one writes; named as ProseMirror names them. */
export function writingKeys(around: MutableRefObject<Around>): Keys {
  const done = (run: (now: Around) => void) => () => {
    run(around.current);
    return true;
  };
  return {
    Escape: done((now) => now.toToolbar()),
    'Alt-F10': done((now) => now.toToolbar()),
    'Mod-f': done((now) => now.find()),
    'Mod-k': done((now) => now.ask({ what: 'link' })),
    'Mod-/': done((now) => now.ask({ what: 'keys' })),
    'Mod-Alt-m': done((now) => now.beginComment()),
    'Mod-Alt-c': done((now) => now.ask({ what: 'cite' })),
    'Mod-Alt-o': done((now) => now.openSide('outline')),
    'Mod-Alt-k': done((now) => now.openSide('comments')),
    'Mod-Alt-s': done((now) => now.openSide('suggestions')),
    'Mod-Alt-j': done((now) => now.toThread()),
  };
}

const onlyInWriting = new Set(['Mod-k', 'Mod-Alt-c']);

/** ProseMirror hears no keys in a text that is only read: those that change nothing are heard here. */
export function hearKey(event: ReactKeyboardEvent, keys: Keys): void {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? event.key;
  const name = `${event.ctrlKey || event.metaKey ? 'Mod-' : ''}${event.altKey ? 'Alt-' : ''}${letter}`;
  if (onlyInWriting.has(name)) return;
  if (keys[name]?.()) event.preventDefault();
}

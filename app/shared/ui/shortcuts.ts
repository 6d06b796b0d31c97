import { useEffect } from 'react';
import { listenForKeys } from './keys';

/** j and k between articles, / to search, ? for the list of keys, Ctrl+Enter to send; off where the reader wants none. */
export function useShortcuts(enabled: boolean): void {
  useEffect(() => (enabled ? listenForKeys() : undefined), [enabled]);
}

import { useLocation } from '@remix-run/react';
import { useRef } from 'react';

/**
 * The key of a form that makes something new, on a page that reads itself again when others do something. Each reading brings another
 * key; this one holds until a form was sent or a way was gone. A form that is drawn by it would be emptied and folded by whoever does
 * something elsewhere.
 */
export function useHeldOnce(once: string): string {
  const { key } = useLocation();
  const held = useRef({ key, once });
  if (held.current.key !== key) held.current = { key, once };
  return held.current.once;
}

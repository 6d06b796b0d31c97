import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * What stands in a field of the page at the moment in which the scripts take it over, by its id; null at every other
 * time. React sets a text area and a choice to what the server sent, and what was typed or chosen until then would be
 * lost: on a slow phone that is minutes of writing.
 */
export function useStanding(id: string): string | null {
  const takingOver = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  if (!takingOver || typeof document === 'undefined') return null;
  const fields = document.querySelectorAll(`[id="${id}"]`);
  // Two forms of a page may name a field alike: then nobody can say whose words these are.
  const field = fields.length === 1 ? fields[0] : null;
  return field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement ? field.value : null;
}

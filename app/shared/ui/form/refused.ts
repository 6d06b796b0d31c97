import { useActionData, useLocation } from '@remix-run/react';
import { useRef } from 'react';
import type { Refused } from '../../edge.server';
import { isRefusal } from '../../refusal';

/** The answer to one form of the page: its refusal and what was typed, or nothing. */
export function useRefused(deed: string): Refused | undefined {
  const refused = useAnyRefused();
  return refused?.deed === deed ? refused : undefined;
}

/** The answer to whichever form of the page was sent last, also to one that does not stand on it any more. */
function useAnyRefused(): Refused | undefined {
  return refusedIn(useActionData<unknown>());
}

/**
 * The same, and it stays when a page reads itself again: the router drops the answer with every reading, and on a live page what
 * was refused because of somebody else's deed would be gone as soon as that deed is told. It goes with the next form or page.
 */
export function useRefusedStill(): Refused | undefined {
  const answer = useActionData<unknown>();
  const { key } = useLocation();
  const kept = useRef<{ key: string; answer: unknown }>();
  if (answer !== undefined) kept.current = { key, answer };
  // A reading keeps the key of the address; a form that was sent and a way that was gone have one of their own.
  return refusedIn(kept.current?.key === key ? kept.current.answer : answer);
}

function refusedIn(answer: unknown): Refused | undefined {
  if (typeof answer !== 'object' || answer === null || !('refusal' in answer)) return undefined;
  const refused = answer as Refused;
  return isRefusal(refused.refusal) ? refused : undefined;
}

/** The id of a field, by the deed of its form: links from what was refused lead there. */
export function fieldId(deed: string, name: string): string {
  return `${deed}.${name}`;
}

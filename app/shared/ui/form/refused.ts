import { useActionData } from '@remix-run/react';
import type { Refused } from '../../edge.server';
import { isRefusal } from '../../refusal';

/** The answer to one form of the page: its refusal and what was typed, or nothing. */
export function useRefused(deed: string): Refused | undefined {
  const refused = useAnyRefused();
  return refused?.deed === deed ? refused : undefined;
}

/** The answer to whichever form of the page was sent last, also to one that does not stand on it any more. */
export function useAnyRefused(): Refused | undefined {
  const answer = useActionData<unknown>();
  if (typeof answer !== 'object' || answer === null || !('refusal' in answer)) return undefined;
  const refused = answer as Refused;
  return isRefusal(refused.refusal) ? refused : undefined;
}

/** The id of a field, by the deed of its form: links from what was refused lead there. */
export function fieldId(deed: string, name: string): string {
  return `${deed}.${name}`;
}

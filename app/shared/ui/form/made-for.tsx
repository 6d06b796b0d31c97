import { useRouteLoaderData } from '@remix-run/react';
import { madeForField } from '../../made-for';

/**
 * Says in a form for whom its page was made. Where their session has ended by the time it is sent, what they typed comes
 * back to them; where somebody else has signed in meanwhile, it is not sent as theirs unseen.
 */
export function MadeFor() {
  const person = usePersonOfPage();
  return person === null ? null : <input type="hidden" name={madeForField} value={person} />;
}

/** The id of the person for whom the page was made, or null. */
export function usePersonOfPage(): number | null {
  return useRouteLoaderData<{ reader: { id: number } | null }>('root')?.reader?.id ?? null;
}

import { useActionData } from '@remix-run/react';
import type { Refused } from '../../shared/edge.server';
import { isRefusal } from '../../shared/refusal';
import { Mistakes } from '../../shared/ui/form';

/**
 * Why a deed was refused whose form is not on the page any more: somebody else was first, and what was asked for cannot
 * be asked for now. Without it the page would come back and say nothing.
 */
export function RefusedDeed({ isHere }: { isHere: (deed: string) => boolean }) {
  const answer = useActionData<unknown>();
  if (typeof answer !== 'object' || answer === null || !('refusal' in answer)) return null;
  const refused = answer as Refused;
  if (!isRefusal(refused.refusal) || isHere(refused.deed)) return null;
  return <Mistakes refused={refused} deed={refused.deed} />;
}

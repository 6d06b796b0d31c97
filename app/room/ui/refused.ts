import { useActionData, useRouteLoaderData } from '@remix-run/react';
import { isRefusal } from '../../shared/refusal';
import type { RoomRefused } from '../edge.server';
import type { RoomRoot } from './frame';

/** The answer to one form of the page: its refusal and what was typed, or nothing. */
export function useRefused(deed: string): RoomRefused | undefined {
  const kept = useRouteLoaderData<{ refused?: unknown }>('routes/_index')?.refused;
  const answer = useActionData<unknown>() ?? kept;
  if (typeof answer !== 'object' || answer === null || !('refusal' in answer)) return undefined;
  const refused = answer as RoomRefused;
  return isRefusal(refused.refusal) && refused.deed === deed ? refused : undefined;
}

/** What the frame knows: the token that each form has to carry, among others. */
export function useRoot(): RoomRoot {
  const root = useRouteLoaderData<RoomRoot>('root');
  if (!root) throw new Error('The frame was not loaded.');
  return root as RoomRoot;
}

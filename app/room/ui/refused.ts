import { useActionData, useRouteLoaderData } from '@remix-run/react';
import { isRefusal } from '../../shared/refusal';
import type { RoomKept, RoomRefused } from '../edge.server';
import type { RoomRoot } from './frame';

/** The answer to one form of the page: its refusal and what was typed, or nothing. */
export function useRefused(deed: string): RoomRefused | undefined {
  const kept = useRouteLoaderData<{ refused?: unknown }>('routes/_index')?.refused;
  const answer = useActionData<unknown>() ?? kept;
  if (typeof answer !== 'object' || answer === null || !('refusal' in answer)) return undefined;
  const refused = answer as RoomRefused;
  return isRefusal(refused.refusal) && refused.deed === deed ? refused : undefined;
}

/** What was typed into one form of the page before it was refused, or before another language was chosen; or nothing. */
export function useTyped(deed: string): Record<string, string> | undefined {
  const refused = useRefused(deed);
  const kept = useRouteLoaderData<{ kept?: RoomKept | null }>('routes/_index')?.kept;
  return refused?.typed ?? (kept?.deed === deed ? kept.typed : undefined);
}

/** Whether the page has a form in which somebody writes. */
export function useKeeps(): boolean {
  return useRouteLoaderData<{ keeps?: boolean }>('routes/_index')?.keeps === true;
}

/** What the frame knows: the token that each form has to carry, among others. */
export function useRoot(): RoomRoot {
  const root = useRouteLoaderData<RoomRoot>('root');
  if (!root) throw new Error('The frame was not loaded.');
  return root as RoomRoot;
}

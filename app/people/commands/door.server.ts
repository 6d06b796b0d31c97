import type { Tx } from '../../../db/connect';
import type { Asked } from '../../shared/edge.server';
import { describeAgent } from '../agent';
import type { Reader } from '../person';
import { beginSession, endSession } from '../sessions.server';

/** Where a session begins. */
export interface Door {
  /** What its owner will recognise it by. */
  agent: string;
  /** What the cookie depends on. */
  secure: boolean;
  /** Whose session this browser had until now. */
  before?: Pick<Reader, 'id' | 'session'> | null;
}

export function doorOf({ request, secureCookies, reader }: Asked): Door {
  return { agent: describeAgent(request.headers.get('user-agent')), secure: secureCookies, before: reader };
}

/**
 * Begins a session and returns the cookie. One browser, one session: the one that it had until now would be left open
 * and unseen, and its owner need not be the one who comes in.
 */
export async function enter(tx: Tx, personId: number, door: Door): Promise<string> {
  if (door.before) await endSession(tx, door.before.id, door.before.session);
  return beginSession(tx, personId, door.agent, door.secure);
}

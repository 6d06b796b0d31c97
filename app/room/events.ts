/**
 * Everything that the room can ever write down. A line of its log is one of these words and, where it counts something,
 * a whole number: no text, no address, no identifier can be put in, by type and by `isRoomEvent` when the process runs.
 */
export const roomEvents = [
  'started',
  'stopping',
  'stopped',
  'database-silent',
  'database-answers',
  'door-open',
  'door-silent',
  'answered-with-error',
  'busy',
  'limited',
  'refused-host',
  'refused-origin',
  'refused-request',
  'code-wrong',
  'sign-in-wrong',
  'erased',
  'erased-by-age',
  'erased-again-after-restore',
  'erasure-incomplete',
  'readers-too-few',
  'sessions-dropped',
  'parent-gone',
] as const;

export type RoomEvent = (typeof roomEvents)[number];

export function isRoomEvent(x: unknown): x is RoomEvent {
  return roomEvents.includes(x as RoomEvent);
}

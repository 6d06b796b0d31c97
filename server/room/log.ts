import { isRoomEvent, type RoomEvent } from '../../app/room/events';

export type RoomLog = (event: RoomEvent, count?: number) => void;

export interface Logger {
  log: RoomLog;
  /** Writes what was counted and stops. */
  stop(): void;
}

/** Said when it happens, because somebody has to do something. All else is counted, and the counts are said each hour. */
const atOnce = new Set<RoomEvent>([
  'started',
  'stopping',
  'stopped',
  'database-silent',
  'database-answers',
  'erased-again-after-restore',
  'erasure-incomplete',
  'readers-too-few',
  'parent-gone',
]);

const hour = 3_600_000;

/**
 * The room's whole log: a word of a fixed list and a number. A line for each wrong code would tell when somebody was
 * there, so those are counted. What is neither word nor whole number is written as neither, whatever the types allowed.
 */
export function openLog(write: (line: string) => void, everyMs = hour): Logger {
  const counts = new Map<RoomEvent, number>();
  const say = (event: RoomEvent, count: number | undefined) =>
    write(count === undefined ? `room: ${event}` : `room: ${event} ${count}`);
  const sayCounts = () => {
    for (const [event, count] of counts) say(event, count);
    counts.clear();
  };
  const timer = setInterval(sayCounts, everyMs);
  timer.unref();
  return {
    log(event, count) {
      if (!isRoomEvent(event)) return;
      const number = Number.isSafeInteger(count) ? count : undefined;
      if (atOnce.has(event)) say(event, number);
      else counts.set(event, (counts.get(event) ?? 0) + (number ?? 1));
    },
    stop() {
      clearInterval(timer);
      sayCounts();
    },
  };
}

import type { EventKind, EventReaders, EventState } from './event';

/** An event as lists, agendas and months show it: plain data, places and languages by name. */
export interface ShownEvent {
  id: number;
  path: string;
  title: string;
  /** Language of the title. */
  language: string;
  state: EventState;
  kind: EventKind;
  readers: EventReaders;
  region: string;
  timeZone: string;
  startsAt: string;
  endsAt: string;
  themes: string[];
  /** Names of the languages that are spoken or interpreted. */
  languages: string;
  venue: string;
  /** Whether it was moved after it was announced. */
  movedFrom: boolean;
}

import type { ConsultationReaders, ConsultationScope, ConsultationState, PartKind, PhaseKind } from './consultation';

/** A consultation as lists show it: plain data, places and languages by name. */
export interface ShownConsultation {
  id: number;
  path: string;
  title: string;
  /** Language of the title, and of what it feeds. */
  language: string;
  state: ConsultationState;
  scope: ConsultationScope;
  readers: ConsultationReaders;
  region: string;
  theme: string | null;
  host: string;
  feeds: string;
  /** Names of the languages in which it is held. */
  languages: string;
  /** The phase that is open; null between two, before the first and after the last. */
  phase: { kind: PhaseKind; closesAt: string } | null;
  /** The phase that opens next. */
  next: { kind: PhaseKind; opensAt: string } | null;
}

export interface ShownPhase {
  id: number;
  kind: PhaseKind;
  /** Empty: it is called by its kind. */
  title: string;
  language: string;
  introductionHtml: string;
  opensAt: string;
  closesAt: string;
  when: 'over' | 'now' | 'later';
  /** Ids of the parts that are open in it. */
  parts: number[];
}

/** A part as the page of its consultation lists it. */
export interface ShownPart {
  id: number;
  kind: PartKind;
  phaseIds: number[];
  title: string;
  language: string;
  /** Null: there is nothing to go to yet, or not for this reader. */
  path: string | null;
  isOpen: boolean;
  /** Until when it is open that is open now. */
  until: string | null;
  /** When it opens next; null where it will not. */
  from: string | null;
  /** Of statements that this reader can vote on now: how many are left; null of everything else. */
  left: number | null;
  /** Of a live session: where it is followed, and where its record stands afterwards; and when it is. */
  session: {
    led: string;
    startsAt: string;
    endsAt: string;
    timeZone: string;
    cancelled: boolean;
    isOver: boolean;
  } | null;
}

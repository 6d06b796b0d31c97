import type { ConsultationEvent, JoinConsultationAnswer, JoinConsultationMessage } from '../consultations/live-events';
import type { SessionEvent, SessionHandEvent } from '../consultations/session/live-events';
import type { DocumentEvent, JoinDocumentAnswer, JoinDocumentMessage } from '../documents/live-events';
import type {
  EventChanged,
  JoinTalkAnswer,
  JoinTalkMessage,
  TalkEvent,
  TalkHandEvent,
} from '../events/live/live-events';
import type { PostView } from './post-view';

/*
 * What is said over the socket, in both directions. A room is an audience: everything here may be seen by everyone who
 * may read the discussion.
 */

/** Where the sockets are. */
export const livePath = '/live';

interface Stamped {
  /** Number of the announcement behind it: the same number twice is the same thing twice. */
  seq: number;
  discussion: number;
  /** When the server began to read what it tells (ISO 8601): of two readings of one thing, the later one holds. */
  at: string;
}

export interface PostEvent extends Stamped {
  /** The announcement's name, such as `discussion.post-edited`. */
  what: string;
  /** The post as everyone here may see it, or that it is not for everyone any more. */
  post: PostView | { id: number; gone: true };
}

export interface ReactionsEvent extends Stamped {
  post: number;
  reactions: PostView['reactions'];
}

/** Something else about the discussion has changed: read it again. */
export interface ChangedEvent extends Stamped {
  what: string;
  ids: Record<string, number>;
}

export interface PresentEvent {
  discussion: number;
  count: number;
}

export interface JoinMessage {
  discussion: number;
}

export type JoinAnswer =
  | {
      ok: true;
      /** People and visitors who are here, oneself included. */
      present: number;
      now: string;
      /** The highest announcement that this server has heard. */
      seq: number;
      /** When something about this discussion was last heard of: a page that was read before then may be old. */
      changed: string;
    }
  | { ok: false; kind: 'not-found' | 'invalid' | 'too-much' | 'failed' };

export interface FromServer {
  post(event: PostEvent): void;
  reactions(event: ReactionsEvent): void;
  changed(event: ChangedEvent): void;
  present(event: PresentEvent): void;
  /** For those who facilitate: something waits on the board. */
  board(event: Omit<Stamped, 'at'>): void;
  /** For one person: their tasks or mentions changed. */
  tasks(event: { seq: number }): void;
  /** For one person: how many notices they have not read. */
  notices(event: { seq: number; unread: number }): void;
  /** This reader may not read the discussion any more. */
  out(event: { discussion: number }): void;
  /** Something about a document that is open here has changed: read it again. */
  document(event: DocumentEvent): void;
  /** This reader does not work on the document any more. */
  documentOut(event: { document: number }): void;
  /** What has changed beside a talk, for everyone who may see the event. */
  talk(event: TalkEvent): void;
  /** What an event's own page shows is another: read it again. */
  eventChanged(event: EventChanged): void;
  /** For those who moderate it: read again what they alone see. */
  talkBoard(event: { seq: number; event: number }): void;
  /** For one person: what has become of their hand. */
  talkHand(event: TalkHandEvent): void;
  /** This reader may not see the event any more. */
  talkOut(event: { event: number }): void;
  /** How a session stands, for everyone who may see it. */
  session(event: SessionEvent): void;
  /** For those who lead a session: what they alone see has changed. */
  sessionBoard(event: { seq: number; event: number }): void;
  /** For one person: what has become of their hand in a session. */
  sessionHand(event: SessionHandEvent): void;
  /** This reader may not see the session any more. */
  sessionOut(event: { event: number }): void;
  /** Something about a consultation has changed: read it again. */
  consultation(event: ConsultationEvent): void;
  /** This reader may not see the consultation any more. */
  consultationOut(event: { consultation: number }): void;
  /** A survivor's voice stands otherwise than it did, wherever it is shown: ask again for all. Which one is not said. */
  voices(event: Record<string, never>): void;
  /** A programme has changed: read it again where one is shown. Which one is not said, since some are not opened yet. */
  programmes(event: Record<string, never>): void;
  /** A call for pilots or a pilot has changed. Which one is not said, since some are drafts. */
  pilots(event: Record<string, never>): void;
  /** Something of the Steering Committee has changed: read it again where it is shown. What is not said. */
  committee(event: Record<string, never>): void;
  /** The session has ended. */
  ended(event: Record<string, never>): void;
  /** Something may have been missed: read everything again. */
  reread(event: Record<string, never>): void;
  /** The server stops; another will be there soon. */
  closing(event: Record<string, never>): void;
}

export interface FromClient {
  join(message: JoinMessage, answer: (a: JoinAnswer) => void): void;
  leave(message: JoinMessage, answer?: (a: { ok: boolean }) => void): void;
  joinDocument(message: JoinDocumentMessage, answer: (a: JoinDocumentAnswer) => void): void;
  leaveDocument(message: JoinDocumentMessage, answer?: (a: { ok: boolean }) => void): void;
  joinTalk(message: JoinTalkMessage, answer: (a: JoinTalkAnswer) => void): void;
  leaveTalk(message: JoinTalkMessage, answer?: (a: { ok: boolean }) => void): void;
  joinConsultation(message: JoinConsultationMessage, answer: (a: JoinConsultationAnswer) => void): void;
  leaveConsultation(message: JoinConsultationMessage, answer?: (a: { ok: boolean }) => void): void;
}

/**
 * Whether a page that was read at `asOf` may lack what was heard of at `changed`. Nothing is heard of before its
 * commit, so what was read later holds it.
 */
export function mayBeOld(asOf: string, changed: string): boolean {
  const read = Date.parse(asOf);
  return Number.isNaN(read) || Date.parse(changed) >= read;
}

/*
 * What is said over the socket of a consultation: that something has changed, and nothing of what. Whoever may see the
 * consultation may hear it; the page is read again with the rights of its reader.
 */

/** What may have changed: announcements `consultation.<what>-changed`, and `self` for the consultation itself. */
export const consultationChanges = ['self', 'voices', 'statements', 'votes', 'session', 'claims', 'responses'] as const;
export type ConsultationChange = (typeof consultationChanges)[number];

export interface ConsultationEvent {
  /** Number of the last announcement that it tells of. */
  seq: number;
  consultation: number;
  what: ConsultationChange[];
}

export interface JoinConsultationMessage {
  consultation: number;
}

export type JoinConsultationAnswer =
  | {
      ok: true;
      seq: number;
      /** When something about this consultation was last heard of: a page that was read before then may be old. */
      changed: string;
    }
  | { ok: false; kind: 'not-found' | 'invalid' | 'too-much' | 'failed' };

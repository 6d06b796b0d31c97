import { z } from 'zod';
import { eventPlaces } from '../../app/events/live/live-events';

/** What a browser may say: which discussion, document, talk or consultation it has open, or has no more. Nothing else, and nothing beside it. */
export const joinMessage = z.strictObject({ discussion: z.int().positive().max(1e15) });

export const joinDocumentMessage = z.strictObject({ document: z.int().positive().max(1e15) });

export const joinTalkMessage = z.strictObject({
  event: z.int().positive().max(1e15),
  place: z.enum(eventPlaces).optional(),
});

export const joinConsultationMessage = z.strictObject({ consultation: z.int().positive().max(1e15) });

export const messages = {
  join: joinMessage,
  leave: joinMessage,
  joinDocument: joinDocumentMessage,
  leaveDocument: joinDocumentMessage,
  joinTalk: joinTalkMessage,
  leaveTalk: joinTalkMessage,
  joinConsultation: joinConsultationMessage,
  leaveConsultation: joinConsultationMessage,
};

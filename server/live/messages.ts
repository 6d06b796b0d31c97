import { z } from 'zod';

/** What a browser may say: which discussion or document it has open, or has no more. Nothing else, and nothing beside it. */
export const joinMessage = z.strictObject({ discussion: z.int().positive().max(1e15) });

export const joinDocumentMessage = z.strictObject({ document: z.int().positive().max(1e15) });

export const messages = {
  join: joinMessage,
  leave: joinMessage,
  joinDocument: joinDocumentMessage,
  leaveDocument: joinDocumentMessage,
};

import { type Refusal, refuse } from '../../shared/refusal';

/** What a cleaner throws. `cleanFile` catches it, and returns it. */
export const refusals = {
  /** Not what its signature says, cut off, or built in a way that cannot be read to the end. */
  damaged: () => refuse('invalid', 'attachments:refusals.damaged'),
  /** A picture inside a document that cannot be read, so that its metadata cannot be taken out. */
  damagedPicture: () => refuse('invalid', 'attachments:refusals.damaged-picture'),
  encrypted: () => refuse('invalid', 'attachments:refusals.encrypted'),
  macros: () => refuse('invalid', 'attachments:refusals.macros'),
  /** OLE objects and unknown archives inside a document: they may carry programs, and names nobody can take out. */
  embedded: () => refuse('invalid', 'attachments:refusals.embedded'),
  recording: () => refuse('invalid', 'attachments:refusals.recording'),
  pictureKind: () => refuse('invalid', 'attachments:refusals.picture-kind'),
  oldOffice: () => refuse('invalid', 'attachments:refusals.old-office'),
  kind: () => refuse('invalid', 'attachments:refusals.kind'),
  /** Unpacks to too much, or takes too much work to read. */
  tooComplex: () => refuse('too-much', 'attachments:refusals.too-complex'),
} as const satisfies Record<string, () => Refusal>;

import { complaintChannels } from './complaint-channels';
import type { SeedDiscussion } from './discussion-of';
import { jointChecklist } from './joint-checklist';
import { victimAssistance } from './victim-assistance';

export type { SeedDiscussion, SeedPost, SeedSynthesis } from './discussion-of';

export const discussions: readonly SeedDiscussion[] = [complaintChannels, jointChecklist, victimAssistance];

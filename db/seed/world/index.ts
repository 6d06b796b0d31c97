/**
 * The demonstration world: data only, nothing here touches a database. Everything in it is invented but the six
 * organisations of the Steering Committee and the facts of the initiative's own documents. Posts speak for institutions about
 * systems and practice; a survivor's story, real or made up, has no place here.
 */

export { adoption, calls, type SeedCall, type SeedPilot } from './calls';
export { claims, type SeedClaim, type SeedClaims, type SeedPassage } from './claims';
export { committee, type SeedMeeting } from './committee';
export { consultations, type SeedConsultation, type SeedPart } from './consultations';
export { proposals, type SeedPosition, type SeedProposal } from './decisions';
export { discussions, type SeedDiscussion, type SeedPost, type SeedSynthesis } from './discussions';
export { type Block, documents, type Inline, type SeedDocument } from './documents';
export { events, type SeedEvent, type SeedSeries, series } from './events';
export { feedback, type SeedFeedback } from './feedback';
export { type OrganisationKey, organisations, type SeedOrganisation } from './organisations';
export { type PersonKey, people, type SeedPerson } from './people';
export { agreedShares, programmes, type SeedIndicator, type SeedProgramme } from './programmes';
export { outcomes, type SeedOutcome, type SeedRecommendation } from './recommendations';
export { responses, type SeedResponse } from './responses';
export { type SeedItem, type SeedSession, sessions } from './session';
export type { Ago, DayTime, DemonstrationRole, ReflectionEntry, StatementEntry, Versions } from './shape';
export { type SeedStatement, statements } from './statements';
export { instantAgo, instantOf } from './times';
export { type SeedPlan, type SeedPlanned, workplans } from './workplan';

import type { OrganisationEntry } from '../shape';
import { authorities } from './authorities';
import { civilSociety } from './civil-society';
import { enterpriseAndKnowledge } from './enterprise-and-knowledge';
import { steeringCommittee } from './steering-committee';

const entries = { ...steeringCommittee, ...authorities, ...civilSociety, ...enterpriseAndKnowledge };

export type OrganisationKey = keyof typeof entries;

export type SeedOrganisation = OrganisationEntry & { readonly key: OrganisationKey; readonly handle: string };

/** The six of the Steering Committee first. */
export const organisations: readonly SeedOrganisation[] = (
  Object.entries(entries) as [OrganisationKey, OrganisationEntry][]
).map(([key, entry]) => ({ ...entry, key, handle: key }));

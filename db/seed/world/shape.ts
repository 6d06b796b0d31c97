import type { Area, Country } from '../../../app/organisations/places';
import type { Sector, SectorDetail } from '../../../app/organisations/sectors';
import type { ContentLanguage, Language } from '../../../app/shared/languages';

/** A text in several languages; English is always there. */
export type Versions = { readonly en: string } & { readonly [L in ContentLanguage]?: string };

/** A text in every language of the screens. */
export type AllVersions = { readonly [L in Language]: string };

/** A sector with a detail that belongs to it: 'kind.university' does not compile beside 'media'. */
type InSector = {
  [S in Sector]: { readonly sector: S; readonly sectorDetail?: SectorDetail<S> };
}[Sector];

/** An organisation as it is written down; the record's key is its key and its handle. */
export type OrganisationEntry = InSector & {
  readonly name: string;
  readonly shortName: string;
  /** Where it works, M49. */
  readonly region: Area;
  /** Where it sits, ISO 3166-1 alpha-2. */
  readonly country?: Country;
  /** One or two sentences, in English. */
  readonly mandate: string;
  /** Its name in further languages. */
  readonly names?: { readonly [L in ContentLanguage]?: string };
  /** Steering Committee membership; `since` is an ISO date. */
  readonly member?: { readonly since: string; readonly mayChair: boolean };
  readonly invented: boolean;
};

/** The sign-ins that are printed, one of each. */
export type DemonstrationRole =
  | 'secretariat'
  | 'focal-point'
  | 'facilitator'
  | 'participant'
  | 'participant-other'
  | 'partner-editor'
  | 'suggester'
  | 'observer'
  | 'waiting';

/** A person as written down; the record's key is their handle, which holds a dot as no organisation's does. */
export interface PersonEntry<OrganisationKey extends string = string> {
  readonly name: string;
  readonly organisation: OrganisationKey;
  /** What they do there. Nothing but colour: no right follows from it. */
  readonly position: string;
  readonly language: ContentLanguage;
  /** IANA. */
  readonly timeZone: string;
  readonly state: 'active' | 'waiting';
  readonly secretariat: boolean;
  /** What they are to their own organisation. */
  readonly office?: 'focal-point' | 'alternate';
  readonly demonstration?: DemonstrationRole;
}

/** How long before the seeding something happened. */
export interface Ago {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
}

/** A time of the clock on a day counted from the day of the seeding, both in the discussion's own zone. */
export interface DayTime {
  /** Negative for the past; 0 is the day of the seeding. */
  readonly days: number;
  /** 'HH:MM'. */
  readonly at: string;
}

export interface PhaseEntry {
  readonly title: Versions;
  readonly question: Versions;
  readonly opens: DayTime;
  readonly closes: DayTime;
}

/** A post as written down; the record's key is its key. `PostKey` and `PersonKey` make a reference to nothing a type error. */
export interface PostEntry<PostKey extends string = string, PersonKey extends string = string> {
  readonly author: PersonKey;
  /** Index into the discussion's phases. */
  readonly phase: number;
  readonly ago: Ago;
  readonly inReplyTo?: PostKey;
  readonly language: ContentLanguage;
  /** Limited Markdown: paragraphs, lists, quotes, @handles. */
  readonly body: string;
  readonly reactions?: readonly {
    readonly by: PersonKey;
    readonly kind: 'agree' | 'insightful' | 'please-clarify';
  }[];
  readonly translations?: readonly {
    readonly language: ContentLanguage;
    readonly body: string;
    readonly by: PersonKey;
  }[];
  readonly hidden?: { readonly by: PersonKey; readonly reason: string; readonly ago: Ago };
  /** `earlier` is what stood there until `ago`; `body` is what stands there now. */
  readonly edited?: { readonly earlier: string; readonly ago: Ago };
}

export type ReflectionEntry<PersonKey extends string = string> = { readonly by: PersonKey; readonly ago: Ago } & (
  | { readonly answer: 'yes' }
  | { readonly answer: 'partly' | 'no'; readonly correction: string }
);

export interface StatementEntry<PostKey extends string = string, PersonKey extends string = string> {
  readonly text: AllVersions;
  /** At least one. */
  readonly cites: readonly [PostKey, ...PostKey[]];
  /** Answers so far; whoever is cited and not here has been asked and has not answered. */
  readonly reflections?: readonly ReflectionEntry<PersonKey>[];
}

export interface SynthesisEntry<PostKey extends string = string, PersonKey extends string = string> {
  readonly by: PersonKey;
  readonly started: Ago;
  readonly published: Ago;
  readonly introduction: AllVersions;
  readonly statements: readonly StatementEntry<PostKey, PersonKey>[];
  /** Posts and sectors that no statement cites, each with the reason that is published. In the discussion's language. */
  readonly waivers: {
    readonly posts: readonly { readonly post: PostKey; readonly reason: string }[];
    readonly sectors: readonly { readonly sector: Sector; readonly reason: string }[];
  };
}

export interface DiscussionFrame<PersonKey extends string = string, OrganisationKey extends string = string> {
  readonly key: string;
  /** What it will be when the loader has run; it follows from the instants below and is here so that a test can hold them to it. */
  readonly state: 'announced' | 'open' | 'synthesised';
  readonly language: ContentLanguage;
  readonly title: Versions;
  readonly introduction: Versions;
  readonly timeZone: string;
  readonly region: Area;
  readonly audience: {
    readonly readers: 'public' | 'registered' | 'invited';
    readonly writers: 'registered' | 'invited';
    readonly invited?: readonly OrganisationKey[];
  };
  readonly moderation: 'pre' | 'post';
  readonly createdBy: PersonKey;
  readonly announced: Ago;
  readonly facilitators: readonly [PersonKey, ...PersonKey[]];
  readonly observers?: readonly PersonKey[];
  readonly phases: readonly [PhaseEntry, ...PhaseEntry[]];
}

import type { Role } from '../../../../app/documents/document';
import type { LivePart } from '../../../../app/documents/live/parts';
import type { seedVoices } from '../../../room/seed-voices';
import type { OrganisationKey } from '../organisations';
import type { PersonKey } from '../people';
import type { Ago } from '../shape';

/** Words within a paragraph: as they stand, with what is cited, noted or proposed among them. */
export type Inline =
  | string
  | {
      readonly cites:
        | { readonly discussion: string; readonly post: string }
        | { readonly discussion: string; readonly statement: number };
    }
  /** A survivor's voice of the room's demonstration, by its name in seed-voices.ts. */
  | { readonly voice: keyof typeof seedVoices }
  | { readonly note: string }
  | { readonly adds: string; readonly by: PersonKey; readonly id: string; readonly ago: Ago }
  | { readonly drops: string; readonly by: PersonKey; readonly id: string; readonly ago: Ago };

/** A block by its id; permalinks and comments hang on it. */
export type Block =
  | { readonly id: string; readonly heading: string; readonly level?: 1 | 2 }
  | { readonly id: string; readonly words: readonly Inline[] }
  | { readonly id: string; readonly items: readonly string[] }
  /** A part of the programme that is written in this document. */
  | { readonly id: string; readonly live: LivePart }
  | { readonly id: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface SeedDocument {
  readonly key: string;
  readonly title: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly language: 'en';
  readonly lead: OrganisationKey;
  readonly readers: 'invited' | 'registered' | 'public';
  readonly createdBy: PersonKey;
  readonly created: Ago;
  readonly organisations: readonly {
    readonly key: OrganisationKey;
    readonly role: Role;
    /** People it has named; a stand-in has days from the seeding. */
    readonly named?: readonly {
      readonly person: PersonKey;
      readonly standsIn?: { readonly from: number; readonly until: number };
    }[];
  }[];
  /** Who wrote which part, one after the other: each adds blocks to what the ones before wrote. */
  readonly parts: readonly { readonly by: PersonKey; readonly ago: Ago; readonly blocks: readonly Block[] }[];
  /** Owners of sections, by the id of their heading. */
  readonly owners: Readonly<Record<string, OrganisationKey>>;
  readonly clearances: readonly {
    readonly section: string;
    readonly organisation: OrganisationKey;
    readonly askedBy: PersonKey;
    readonly asked: Ago;
    /** Days from the seeding. */
    readonly dueIn: number;
    readonly cleared?: { readonly by: PersonKey; readonly ago: Ago; readonly comment?: string };
  }[];
  readonly threads: readonly {
    readonly block: string;
    readonly quote: string;
    readonly resolved?: { readonly by: PersonKey; readonly ago: Ago };
    readonly comments: readonly { readonly by: PersonKey; readonly ago: Ago; readonly body: string }[];
  }[];
}

import type { Role } from './document';

/** What stands above every page of a document: what it is, and where this reader may go. */
export interface HeadView {
  id: number;
  title: string;
  titleLanguage: string;
  language: string;
  lead: { id: number; name: string; handle: string };
  readers: 'public' | 'registered' | 'invited';
  /** In which this reader works on it; null where they only read what has settled. */
  role: Role | null;
  may: { open: boolean; comment: boolean; suggest: boolean; write: boolean; administer: boolean };
}

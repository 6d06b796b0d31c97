import type { PostState } from '../discussions/discussion';

/** A post as the pages about it show it. */
export interface SubjectView {
  id: number;
  discussion: { id: number; title: string; language: string };
  author: string;
  organisation: string | null;
  language: string;
  state: PostState;
  stateReason: string | null;
  at: string;
  /** Empty where its words are not for this page. */
  html: string;
  version: number;
}

interface Row extends Omit<SubjectView, 'discussion' | 'at'> {
  discussionId: number;
  discussionTitle: string;
  titleLanguage: string;
  at: Date;
}

/** What of a post is sent to its page: what is not shown there is not sent either. */
export function subjectView(row: Row): SubjectView {
  return {
    id: row.id,
    discussion: { id: row.discussionId, title: row.discussionTitle, language: row.titleLanguage },
    author: row.author,
    organisation: row.organisation,
    language: row.language,
    state: row.state,
    stateReason: row.stateReason,
    at: row.at.toISOString(),
    html: row.html,
    version: row.version,
  };
}

/** What can be followed. */
export const activities = ['discussion', 'event', 'document', 'programme', 'consultation', 'decision'] as const;
export type Activity = (typeof activities)[number];

/** How much somebody wants to hear of one activity, from most to least. */
export const levels = ['everything', 'mentions', 'digest', 'nothing'] as const;
export type Level = (typeof levels)[number];

/** Ways of taking part, each with a level of its own until the person chooses another for the activity. */
export const ways = ['posting', 'facilitating', 'registering'] as const;
export type Way = (typeof ways)[number];

export const defaultLevels: Record<Way, Level> = {
  posting: 'mentions',
  facilitating: 'digest',
  registering: 'mentions',
};

/** Somebody who is mentioned and has not taken part: they are told, and can end it. */
export const levelOfOthers: Level = 'mentions';

/** What happens to something that is followed. */
export const happenings = [
  'post',
  'synthesis',
  'comment',
  'version',
  'event-announced',
  'event-changed',
  'event-moved',
  'event-cancelled',
  'event-materials',
  // Of a meeting of the committee: its agenda was sent, or sent anew.
  'event-agenda',
  'consultation-announced',
  'consultation-phase',
  'consultation-changed',
  'consultation-cancelled',
  'consultation-report',
  'consultation-response',
  'decision-opened',
  'decision-amended',
  'decision-protested',
  'decision-objected',
  'decision-settled',
  'decision-closes',
  'decision-decided',
  'programme-opened',
  'programme-fixed',
  'programme-reported',
  'programme-adopted',
  'programme-closed',
  // What became of something that one said oneself.
  'contribution',
  // That a statement which one proposed is voted on, or why not.
  'statement',
] as const;
export type Happening = (typeof happenings)[number];

/** What concerns everyone who follows at all. */
const forAll = new Set<Happening>([
  'event-moved',
  'event-cancelled',
  'event-agenda',
  'consultation-phase',
  'consultation-cancelled',
  'consultation-report',
  'consultation-response',
  'decision-opened',
  'decision-amended',
  'decision-protested',
  'decision-objected',
  'decision-settled',
  'decision-closes',
  'decision-decided',
  'programme-opened',
  'programme-adopted',
  'programme-closed',
]);

/** Why somebody is told: they are named, answered, they follow, or it is about their own account. */
export type Why = 'mention' | 'reply' | 'follow' | 'own';

export interface Told {
  /** Shown among the notices of the product. */
  notice: boolean;
  /** Sent as a mail of its own. */
  mail: boolean;
  /** Left to the digest. */
  digest: boolean;
}

/**
 * What somebody is told of one happening, by their level and by why it concerns them. The one place that says what a
 * level means. Who reads digests finds what names or answers them among the notices at once, and in the digest with the rest.
 * That an event was moved or cancelled concerns everyone who follows it at all, like an answer does; so do the agenda of a meeting of
 * the committee, that a phase of a
 * consultation opens, that it is cancelled, and what came of it; all that moves a proposal of the committee; and that a programme
 * is opened, adopted or closed.
 */
export function toldOf(level: Level, why: Why, kind: Happening): Told {
  const personal = why !== 'follow' || forAll.has(kind);
  switch (level) {
    case 'everything':
      return { notice: true, mail: true, digest: false };
    case 'mentions':
      return { notice: personal, mail: personal, digest: false };
    case 'digest':
      return { notice: personal, mail: false, digest: true };
    case 'nothing':
      return { notice: false, mail: false, digest: false };
  }
}

/** Lists whose mail one link ends; each has a List-Id of its own. */
export type MailList = 'news' | 'digest' | `${Activity}-${number}`;

const listPattern = /^(?:news|digest|(discussion|event|document|programme|consultation|decision)-([1-9]\d{0,14}))$/;

export function isMailList(text: string): text is MailList {
  return listPattern.test(text);
}

/** The activity of a list, or null for those that are of no one activity. */
export function activityOf(list: MailList): { activity: Activity; id: number } | null {
  const [, activity, id] = listPattern.exec(list) ?? [];
  return activity ? { activity: activity as Activity, id: Number(id) } : null;
}

export const digestEvery = ['daily', 'weekly', 'off'] as const;
export type DigestEvery = (typeof digestEvery)[number];

/** When somebody's digests come, in their own time zone. */
export interface DigestTime {
  digest: DigestEvery;
  /** 0 to 23. */
  digestHour: number;
  /** 1 is Monday. */
  digestWeekday: number;
}

export const defaultDigest: DigestTime = { digest: 'daily', digestHour: 7, digestWeekday: 1 };

/** Notices on one page of the list. */
export const pageLength = 30;

/** The figure in the frame says no more than this: above it, it is many. */
export const mostUnread = 99;

/** Characters of what is sent to many. */
export const newsLimits = { subject: 160, body: 10_000 };

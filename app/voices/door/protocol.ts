import { z } from 'zod';

/**
 * What the platform may ask the survivor room, and what it gets: POST /<question> with JSON over a unix socket. The platform
 * calls and the room never does. Words come by `read` alone, at each rendering; everything else is ids and states.
 */
export const questions = [
  'read',
  'released',
  'changed',
  'used',
  'responded',
  'themesOf',
  'organisations',
  'guard',
] as const;
export type Question = (typeof questions)[number];

/** Bytes that a question may have, and an answer; what a text for the guard may be at most (UTF-16 units). */
export const most = { question: 1_000_000, answer: 4_000_000, text: 200_000, voices: 500, changes: 1000 };

/** Every place of the platform in which a voice's words may stand; a place that is not here gets none. */
export const surfaces = [
  /** A document as somebody reads it, one of its versions, and a comparison of them. */
  'document',
  /** What a statement of a synthesis rests on, and the synthesis on its discussion's page. */
  'statement',
  /** The page from which an editor or a writer of a synthesis chooses; signed-in people only. */
  'choosing',
  /** The public page of voices. Only what may be published outside. */
  'public-page',
  /** A file that leaves: made anew at each request. Only what may be published outside. */
  'file',
] as const;
export type Surface = (typeof surfaces)[number];

/** Surfaces that need `publish_outside`, whoever reads. */
export const outside: readonly Surface[] = ['public-page', 'file'];

/** Random, never in the order of their making. */
const uuid = z.string().regex(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
/** The platform's own reference to what cites: `document:12`, `statement:5`. */
const thing = z.string().regex(/^[a-z-]{1,20}:[0-9]{1,18}$/);
const language = z.string().regex(/^[a-z]{2,3}$/);
const platformId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const category = z.string().regex(/^[a-z][a-z-]{0,59}$/);

/** Whether it is words of one contributor's, or a theme: what several said, in the words of facilitators. */
export const voiceKinds = ['excerpt', 'theme'] as const;
export type VoiceKind = (typeof voiceKinds)[number];
/** In her exact words, in other words that she allowed, or a theme. */
export const voiceForms = ['quote', 'paraphrase', 'theme'] as const;
export type VoiceForm = (typeof voiceForms)[number];

/**
 * A reader's organisations and their categories (the platform's ids and sectors), or whoever comes: visitors, and people
 * with an account of whom no organisation is known, since nobody could tell whether one of them is excluded.
 */
export const audience = z.union([
  z.literal('public'),
  z.strictObject({
    organisations: z.array(platformId).min(1).max(50),
    categories: z.array(category).max(50),
  }),
]);
export type Audience = z.infer<typeof audience>;

/**
 * Why there are no words. `withdrawn`: gone for good, as the contributor asked. `ended`: gone for good, at its end or taken back by
 * support, which must not say of her that she did something. `withheld`: not at this time
 * (its batch is not out, a consent has ended, a theme is under its need). `not-for-you`: not for this audience or surface.
 * `silent`: the room does not answer; the platform's own, never the room's.
 */
export const markers = ['withdrawn', 'ended', 'withheld', 'not-for-you', 'silent'] as const;
export type Marker = (typeof markers)[number];

export const voiceWords = z.strictObject({
  words: z.string().min(1).max(20_000),
  language,
  form: z.enum(voiceForms),
  /** By what door it came: said directly, typed for somebody, or by a group that speaks as one. */
  provenance: z.enum(['direct', 'proxy', 'group', 'theme']),
});
export type VoiceWords = z.infer<typeof voiceWords>;
/** What there is of a voice for those who asked: its words, or why there are none. */
export type VoiceAnswer = VoiceWords | { marker: Marker };

export const voiceStates = ['released', 'withheld', 'gone'] as const;
/** As a change tells it. `gone` is for good. */
export type VoiceState = (typeof voiceStates)[number];

export const decisions = ['done', 'partly', 'later', 'not'] as const;
export type Decision = (typeof decisions)[number];

const done = z.strictObject({ done: z.literal(true) });

export const asked = {
  read: z.strictObject({
    voices: z.array(uuid).max(most.voices),
    audience,
    surface: z.enum(surfaces),
  }),
  released: z.strictObject({}),
  /** Changes with a number above `since`, in their order, `most.changes` at a time. */
  changed: z.strictObject({ since: z.number().int().min(0) }),
  /**
   * Where voices are used. `used` and `final` are kept, each once for voice, thing and section; `dropped` forgets. The
   * section is a key, never a title.
   */
  used: z.strictObject({
    uses: z
      .array(
        z.strictObject({
          voice: uuid,
          thing,
          section: z.string().max(80),
          state: z.enum(['used', 'final', 'dropped']),
        }),
      )
      .max(1000),
  }),
  /** What was decided about a theme; said again, it replaces. Reasons are the deciders' own words. */
  responded: z.strictObject({
    theme: uuid,
    thing,
    decision: z.enum(decisions),
    reason: z.string().min(1).max(2000),
    language,
  }),
  /** Themes that a thing uses, as the room was told, and whether it has their response. */
  themesOf: z.strictObject({ thing }),
  /** All organisations of the platform with their categories, for exclusions: replaces the list of before. */
  organisations: z.strictObject({
    organisations: z.array(z.strictObject({ id: platformId, name: z.string().min(1).max(200), category })).max(5000),
  }),
  /** Which released voices, excerpts and themes, have eight or more words in a row in this text. The text is not kept. */
  guard: z.strictObject({ text: z.string().max(most.text) }),
} satisfies Record<Question, z.ZodType>;

export const answered = {
  read: z.strictObject({
    voices: z.record(
      uuid,
      z.union([voiceWords, z.strictObject({ marker: z.enum(['withdrawn', 'ended', 'withheld', 'not-for-you']) })]),
    ),
  }),
  /** What may be cited at this moment, in an order that tells nothing. */
  released: z.strictObject({
    voices: z.array(
      z.strictObject({
        voice: uuid,
        kind: z.enum(voiceKinds),
        form: z.enum(voiceForms),
        language,
        /** `publish_outside` is live. */
        outside: z.boolean(),
      }),
    ),
  }),
  changed: z.strictObject({
    changes: z.array(z.strictObject({ n: z.number().int(), voice: uuid, state: z.enum(voiceStates) })),
    /** The highest number there is: one below `since` says that this is another room, or one from an older copy. */
    last: z.number().int().min(0),
  }),
  used: done,
  responded: done,
  themesOf: z.strictObject({
    themes: z.array(z.strictObject({ theme: uuid, state: z.enum(voiceStates), responded: z.boolean() })),
  }),
  organisations: done,
  guard: z.strictObject({ voices: z.array(uuid) }),
} satisfies Record<Question, z.ZodType>;

export type Asked<Q extends Question> = z.infer<(typeof asked)[Q]>;
export type Answered<Q extends Question> = z.infer<(typeof answered)[Q]>;

/** Answers a question that has been checked; the server of the socket calls it, and so do tests. */
export type Answer = <Q extends Question>(question: Q, input: Asked<Q>) => Promise<Answered<Q>>;

export function isVoiceId(value: unknown): value is string {
  return uuid.safeParse(value).success;
}

export function hasWords(answer: VoiceAnswer): answer is VoiceWords {
  return 'words' in answer;
}

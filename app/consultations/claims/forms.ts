import { z } from 'zod';
import { contentLanguages } from '../../shared/languages';
import { type CountedKind, sides, sourceKinds } from './claim';

const id = z.coerce.number().int().positive().max(1e15);
const version = z.coerce.number().int().positive().max(1e9).catch(1);
const language = z.enum(contentLanguages, 'shared:errors.field');
const side = z.enum(sides, 'claims:refusals.side');
const text = z.string().catch('');
const place = z.coerce.number().int().min(0).max(1e6);

/** A source as an address and a form name it: `post:12`. */
export function sourceFrom(typed: unknown): { kind: CountedKind; id: number } | null {
  const [, kind, number] = /^([a-z-]{4,24}):([1-9]\d{0,14})$/.exec(String(typed ?? '')) ?? [];
  return sourceKinds.some((k) => k === kind && k !== 'voice')
    ? { kind: kind as CountedKind, id: Number(number) }
    : null;
}

const source = z.string().transform((typed, ctx) => {
  const found = sourceFrom(typed);
  if (found) return found;
  ctx.addIssue({ code: 'custom', message: 'shared:errors.field' });
  return z.NEVER;
});

/** One that is there, or a new one; its words and section are checked where it is written. */
const claim = {
  claim: z.union([z.literal('new'), id], 'claims:refusals.choose-claim'),
  section: z.string().max(40).catch('other'),
  body: text,
  language: language.catch('en'),
  once: z.uuid('shared:errors.field'),
};

export const tagForm = z.object({
  source,
  version,
  /** Places of sentences that were ticked. */
  sentences: z.array(z.coerce.number().int().min(0).max(10_000)).max(10_000).catch([]),
  /** A passage that was marked with a pointer or the keys, in place of them. */
  start: place.optional().catch(undefined),
  end: place.optional().catch(undefined),
  side,
  ...claim,
});

export const voiceTagForm = z.object({ voice: id, side, ...claim });

/** What a form says of the claim, as the deed takes it. */
export function claimOf(typed: Pick<z.output<typeof tagForm>, 'claim' | 'section' | 'body' | 'language' | 'once'>) {
  const { claim: chosen, section, body, language: of, once } = typed;
  return chosen === 'new' ? { section, body, language: of, once } : chosen;
}

export const waiveForm = z.object({ sources: z.array(source).max(2000), reason: text });
export const unwaiveForm = z.object({ source });
export const moveForm = z.object({ claim: id, direction: z.enum(['up', 'down']) });
export const rewordForm = z.object({ version, language, body: text });
export const placeForm = z.object({ section: z.string().max(40) });
export const passageForm = z.object({ passage: id, as: z.enum(['for', 'against', 'untag']) });
export const settleForm = z.object({ citation: id, as: z.enum(['keep', 'drop']) });
export const removeForm = z.object({ version, reason: text });

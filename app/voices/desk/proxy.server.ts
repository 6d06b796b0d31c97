import type { TFunction } from 'i18next';
import { isLanguage, type Language } from '../../shared/languages';
import { refuse } from '../../shared/refusal';
import { requiredScope, type Scope, scopes } from '../consent';
import { scopeText, toldIn, versionOf } from '../contributing/consent-texts.server';
import type { Busy } from '../contributing/contributing';
import type { Exclusions } from '../contributing/exclusions.server';
import { isReady, roomFor, toldOf } from '../contributing/rooms.server';
import { submit } from '../contributing/submit.server';
import { newInvitation, newReceipt } from '../crypto/codes';
import { invitationHmac } from '../crypto/stretch';
import { newId } from '../crypto/tokens';
import { weekOf } from '../week';
import type { Member } from './desk';
import { findRoom } from './rooms.server';
import type { Tools } from './tools';

const nothing = () => refuse('not-found', 'desk:refusals.nothing');

/** The texts of a language, which may be another one than the caseworker's own. */
export type TextsIn = (language: Language) => TFunction;

/** What a caseworker reads to somebody before she types for her: the same words that stand on the contributor's own page. */
export interface ProxyPaper {
  language: Language;
  told: string[];
  scopes: { scope: Scope; text: string }[];
  questions: string[];
}

export async function proxyPaper(
  tools: Tools,
  texts: TextsIn,
  member: Member,
  room: string,
  language: string,
): Promise<ProxyPaper> {
  if (member.role !== 'caseworker') throw nothing();
  const found = await findRoom(tools.sql, member, room);
  const of = await roomFor(tools.sql, { room: found.id, organisation: member.organisation }, weekOf(tools.now()));
  if (!of?.isOpen) throw refuse('closed', 'desk:refusals.room-closed');
  if (!isLanguage(language) || !isReady(of, language)) throw refuse('conflict', 'desk:refusals.language-not-reviewed');
  return {
    language,
    told: toldIn(texts(language), toldOf(of, language)),
    scopes: scopes.map((scope) => ({ scope, text: scopeText(scope, language) })),
    questions: of.questions[language] ?? [],
  };
}

/** What stands on her envelope, in the language that the two speak: it may be another one than the caseworker's. */
export interface Envelope {
  language: Language;
  title: string;
  open: string;
  keep: string;
}

export function envelopeIn(texts: TextsIn, typed: string): Envelope {
  const language = isLanguage(typed) ? typed : 'en';
  const t = texts(language);
  return { language, title: t('desk:envelope.title'), open: t('desk:slip.open'), keep: t('desk:envelope.keep') };
}

/**
 * What somebody who uses no device says, typed by her caseworker (behaviour 21). It is hers: her receipt is made in this
 * request, shown on this one answer for her envelope, and nothing of it is kept that this or any other account could make
 * it from. With it she changes or takes back what she said without her caseworker.
 */
export async function submitForSomebody(
  tools: Tools,
  texts: TextsIn,
  busy: Busy,
  member: Member,
  input: {
    room: string;
    language: string;
    text: string;
    given: string[];
    exclusions: Exclusions;
    readAloud: boolean;
    /** Of the page: what is sent with it is kept once, however often it comes. */
    once: string;
  },
): Promise<{ receipt: string }> {
  const paper = await proxyPaper(tools, texts, member, input.room, input.language);
  const fields: Record<string, string> = {};
  if (!input.readAloud) fields.readAloud = 'desk:refusals.read-aloud';
  if (!input.given.includes(requiredScope)) fields[`scope-${requiredScope}`] = 'desk:refusals.scope-needed';
  if (input.text.trim() === '' || input.text.length > 20_000) fields.text = 'forms:errors.field';
  if (Object.keys(fields).length > 0) throw refuse('invalid', 'forms:errors.check-fields', undefined, fields);
  const code = newInvitation();
  const { hmac, keyId } = invitationHmac(tools.keys, code.canonical);
  const week = weekOf(tools.now());
  const invitation = newId();
  await tools.sql`
    insert into invitation (id, hmac, key_id, room, organisation, provenance, made_by, expires_week)
    values (${invitation}, ${hmac}, ${keyId}, ${input.room}, ${member.organisation}, 'proxy', ${member.id}, ${week})`;
  const receipt = newReceipt();
  try {
    await submit(tools, busy, {
      text: input.text,
      language: paper.language,
      given: scopes
        .filter((scope) => input.given.includes(scope))
        .map((scope) => ({ scope, textHash: versionOf(scope, paper.language, paper.told) })),
      exclusions: input.exclusions,
      by: { invitation, receipt: receipt.canonical, makes: input.once },
    });
  } finally {
    // Nobody was given it, and it would be seen in the list to have been used. Her receipt is not lost over it.
    await tools.sql`delete from invitation where id = ${invitation}`.catch(() => undefined);
  }
  return { receipt: receipt.shown };
}

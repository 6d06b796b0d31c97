import { createHash, randomBytes } from 'node:crypto';
import type { Db, Sql, Tx } from '../../../db/connect';
import { whyNotAttach } from '../../attachments/attachment';
import type { CleanFile } from '../../attachments/commands.server';
import { limits, whyNotPost } from '../../discussions/discussion';
import { writePost } from '../../discussions/posting.server';
import { type Ruled, readRules } from '../../discussions/rules.server';
import { isActive, type Reader } from '../../people/person';
import { findReaderById } from '../../people/readers.server';
import type { FileCleaner } from '../../shared/context';
import { contentLanguages } from '../../shared/languages';
import { sendMail } from '../../shared/mail.server';
import { isRefusal, refuse } from '../../shared/refusal';
import { finishTasks, giveTask } from '../../tasks/commands.server';
import { isFrom, type Outcome, type Reply, replyDays, type Why, waitingDays } from './reply';

const daysAfter = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000);
const daysBefore = (at: Date, days: number) => daysAfter(at, -days);
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const taskKey = (id: number) => `reply:${id}`;

/**
 * Makes the address to which one person answers in one discussion, while the mail that carries it is written: only
 * its digest is kept. Returns what stands in the address.
 */
export async function makeReplyAddress(
  tx: Db,
  of: { personId: number; discussionId: number; postId: number | null },
  now: Date,
): Promise<string> {
  const secret = randomBytes(20).toString('hex');
  await tx`
    insert into reply_address (hash, person_id, discussion_id, post_id, made_at, expires_at)
    values (${digest(secret)}, ${of.personId}, ${of.discussionId}, ${of.postId}, ${now}, ${daysAfter(now, replyDays.good)})`;
  return secret;
}

interface Address {
  hash: string;
  personId: number;
  discussionId: number;
  postId: number | null;
  expiresAt: Date;
}

async function findAddress(sql: Db, secret: string): Promise<Address | null> {
  const [row] = await sql<Address[]>`
    select hash, person_id, discussion_id, post_id, expires_at from reply_address where hash = ${digest(secret)}`;
  return row ?? null;
}

/** Whether an address is, or was, one of ours: others are turned away before they send a word. */
export async function isReplyAddress(sql: Db, secret: string): Promise<boolean> {
  return (await findAddress(sql, secret)) !== null;
}

/**
 * Takes a mail that came to a reply address. It becomes a post only where its sender is proven to be the person whose
 * address it is; otherwise it waits for that person in the browser, for a mail that is passed on hands its address over.
 * Whatever it becomes is committed before this resolves, and the same mail a second time does nothing more.
 * Refuses `too-much` like the form on the page.
 */
export async function takeReply(
  sql: Sql,
  reply: Reply,
  now: Date,
  by: { cleanFile: FileCleaner; limit: (key: string) => Promise<void> },
): Promise<Outcome> {
  const address = await findAddress(sql, reply.secret);
  if (!address) return 'not-theirs';
  const key = digest(`${address.hash} ${reply.id}`);
  const [before] = await sql<{ outcome: Outcome }[]>`select outcome from reply_received where hash = ${key}`;
  if (before) return before.outcome;
  const reader = await findReaderById(sql, address.personId);
  const ruled = reader && (await readableRules(sql, reader, address.discussionId));
  const settle = (outcome: Outcome, also?: (tx: Tx) => Promise<unknown>) => settleOnce(sql, key, outcome, now, also);
  if (reply.isAutomatic) return settle('automatic');
  if (!ruled || !isActive(reader)) return settle('not-theirs');
  const tell = (tx: Tx, kind: 'reply-late' | 'reply-empty') => tellOf(tx, reader, kind, ruled.id);
  if (address.expiresAt <= now) return settle('late', (tx) => tell(tx, 'reply-late'));
  if (reply.words === '' && reply.files.length === 0) return settle('empty', (tx) => tell(tx, 'reply-empty'));

  await by.limit(String(reader.id));
  const inReplyTo = await stillThere(sql, address);
  const wait = (why: Why) => settle('waiting', (tx) => keepWaiting(tx, reader, { ruled, inReplyTo, why, reply, now }));
  if (!isFrom(reply, reader)) return wait('unproven');
  const no = whyNotPost(ruled, reader, ruled.tie, now);
  if (no) return wait(no.kind === 'closed' ? 'closed' : 'not-taken');
  const files = await cleaned(reply.files, by.cleanFile);
  if (!files) return wait('files');
  try {
    const language = contentLanguages.find((l) => l === reader.language) ?? contentLanguages[0];
    const post = { discussion: ruled.id, body: reply.words, language, inReplyTo, once: uuidOf(key), files };
    await writePost(sql, reader, post, now);
  } catch (e) {
    // It closed at this moment, or it is too long.
    if (isRefusal(e)) return wait(e.kind === 'closed' ? 'closed' : 'not-taken');
    throw e;
  }
  return settle('posted');
}

/** Of two deliveries of one mail at the same moment the second finds that it was dealt with. */
async function settleOnce(
  sql: Sql,
  key: string,
  outcome: Outcome,
  now: Date,
  also: (tx: Tx) => Promise<unknown> = async () => {},
): Promise<Outcome> {
  return sql.begin(async (tx) => {
    const [first] = await tx`
      insert into reply_received (hash, outcome, at) values (${key}, ${outcome}, ${now})
      on conflict (hash) do nothing returning 1`;
    if (first) await also(tx);
    return outcome;
  }) as Promise<Outcome>;
}

/** A post's own key, made of the mail: a mail that is delivered again while it is posted is posted once. */
function uuidOf(key: string): string {
  const hex = `${key.slice(0, 12)}8${key.slice(13, 16)}a${key.slice(17, 32)}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function readableRules(sql: Db, reader: Reader, discussion: number): Promise<Ruled | null> {
  try {
    return await readRules(sql, reader, discussion);
  } catch (e) {
    if (isRefusal(e)) return null;
    throw e;
  }
}

/** The post that is answered, or null where it was moved away meanwhile: the answer is posted all the same. */
async function stillThere(sql: Db, address: Address): Promise<number | null> {
  if (address.postId === null) return null;
  const [post] = await sql`
    select 1 from post where id = ${address.postId} and discussion_id = ${address.discussionId} and state <> 'moved'`;
  return post ? address.postId : null;
}

/** The files as they may be kept; null where one of them may not: nothing is left out without a word. */
async function cleaned(files: Reply['files'], cleanFile: FileCleaner): Promise<CleanFile[] | null> {
  const sized = files.map(({ name, bytes }) => ({ name, size: bytes.length }));
  if (whyNotAttach(0, sized)) return null;
  const clean: CleanFile[] = [];
  for (const { name, bytes } of files) {
    const one = await cleanFile(bytes, name);
    if (isRefusal(one)) {
      // Many are waiting: the sender's server tries again.
      if (one.kind === 'too-much') throw one;
      return null;
    }
    clean.push(one);
  }
  return clean;
}

async function keepWaiting(
  tx: Tx,
  reader: Reader,
  of: { ruled: Ruled; inReplyTo: number | null; why: Why; reply: Reply; now: Date },
): Promise<void> {
  const body = of.reply.words.replaceAll('\0', '').slice(0, limits.body * 2);
  const [row] = await tx<{ id: number }[]>`
    insert into reply_waiting (person_id, discussion_id, in_reply_to, from_address, body, why, came_at)
    values (${reader.id}, ${of.ruled.id}, ${of.inReplyTo}, ${(of.reply.from ?? '').slice(0, 320)}, ${body}, ${of.why}, ${of.now})
    returning id`;
  await giveTask(tx, {
    personId: reader.id,
    key: taskKey(row!.id),
    what: 'replies:task',
    about: { discussion: of.ruled.id },
    place: `/replies/${row!.id}`,
    dueAt: daysAfter(of.now, waitingDays),
  });
  await tellOf(tx, reader, 'reply-waits', of.ruled.id, { reply: row!.id, why: of.why });
}

/** To the account's own address, and never to whoever wrote: that may be anyone. */
async function tellOf(tx: Tx, reader: Reader, kind: string, discussion: number, also: Record<string, unknown> = {}) {
  const about = { discussion, ...also };
  await sendMail(tx, { kind, to: reader.email, personId: reader.id, language: reader.language, about });
}

/**
 * Posts what waits, as its person has it now. Refuses as writing a post does, `conflict` where words were erased from it
 * after the page was made, and not-found for somebody else's.
 */
export async function postWaiting(
  sql: Sql,
  reader: Reader,
  typed: { id: number; body: string; language: string; erased: string },
  now: Date,
): Promise<number> {
  const [row] = await sql<
    { discussionId: number; inReplyTo: number | null; once: string; erasedAt: Date | null }[]
  >`select discussion_id, in_reply_to, once, erased_at from reply_waiting where id = ${typed.id} and person_id = ${reader.id}`;
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  if ((row.erasedAt?.toISOString() ?? '') !== typed.erased)
    throw refuse('conflict', 'replies:refusals.erased', undefined, { body: 'replies:refusals.erased' });
  const { id } = await writePost(
    sql,
    reader,
    {
      discussion: row.discussionId,
      body: typed.body,
      language: typed.language,
      inReplyTo: await stillThere(sql, {
        hash: '',
        personId: reader.id,
        postId: row.inReplyTo,
        discussionId: row.discussionId,
        expiresAt: now,
      }),
      once: row.once,
    },
    now,
  );
  await dropWaiting(sql, reader, typed.id);
  return id;
}

/** Throws away what waits; done twice, done once. Refuses not-found for somebody else's. */
export async function dropWaiting(sql: Sql, reader: Reader, id: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`delete from reply_waiting where id = ${id} and person_id = ${reader.id}`;
    await finishTasks(tx, { key: taskKey(id), personId: reader.id });
  });
}

/** What came by mail and waits, with the words of an erased post taken out: `erase` gives them back without. */
export async function eraseFromWaiting(
  tx: Tx,
  discussions: number[],
  erase: (body: string) => Promise<string | null>,
): Promise<void> {
  const rows = await tx<{ id: number; body: string }[]>`
    select id, body from reply_waiting where discussion_id in ${tx(discussions)} for update`;
  for (const { id, body } of rows) {
    const left = await erase(body);
    if (left !== null)
      await tx`update reply_waiting set body = ${left}, erased_at = clock_timestamp() where id = ${id}`;
  }
}

/** Once a day: addresses nobody needs to be told of any more, and what nobody confirmed. */
export async function sweepReplies(tx: Tx, now: Date): Promise<void> {
  await tx`delete from reply_address where expires_at < ${daysBefore(now, replyDays.known - replyDays.good)}`;
  await tx`delete from reply_received where at < ${daysBefore(now, replyDays.known)}`;
  const gone = await tx<{ id: number; personId: number }[]>`
    delete from reply_waiting where came_at < ${daysBefore(now, waitingDays)} returning id, person_id`;
  for (const { id, personId } of gone) await finishTasks(tx, { key: taskKey(id), personId });
}

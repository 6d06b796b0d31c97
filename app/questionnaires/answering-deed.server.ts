import { z } from 'zod';
import { whyNotSize } from '../attachments/attachment';
import type { CleanFile } from '../attachments/commands.server';
import type { Asked, Form } from '../shared/edge.server';
import { checkMadeFor, goTo, idOf, parseForm } from '../shared/edge.server';
import { isRefusal, refuse } from '../shared/refusal';
import { typedIn } from './answer';
import { beginAnswers, chooseAnswer, reopenAnswers, saveAnswers, submitAnswers } from './answering.server';
import { blankQuestion } from './content';
import type { Sent } from './keeping.server';
import { addressOf, comerOf, wayOf } from './page.server';
import { askSignOff } from './signing-off.server';

/** The way in: to begin, or to change what was sent. */
export async function answerDeedsOf(asked: Asked & { form: Form }): Promise<Response> {
  const { sql, form, params, language } = asked;
  checkMadeFor(asked);
  const id = idOf(params.id);
  const comer = comerOf(asked);
  await asked.limit('write', limitKey(asked));
  if (form.typed.deed === 'reopen') await reopenAnswers(sql, comer, id, asked.now());
  else if (form.typed.deed !== 'begin') throw refuse('invalid', 'shared:errors.unreadable-form');
  else {
    const key = await beginAnswers(sql, comer, id, language, asked.now());
    if (key) return goTo(addressOf(id, '/answer', `key=${key}`));
  }
  return goTo(addressOf(id, '/answer', wayOf(comer)));
}

/**
 * A page of answers that was sent: kept in any case, and then one goes on, sends all of it, chooses between two answers or
 * takes a file away, by the button `as`. What is missing is said beside its field on the page that follows.
 */
export async function answerDeed(asked: Asked & { form: Form }): Promise<Response> {
  const { sql, form, params, url } = asked;
  checkMadeFor(asked);
  const id = idOf(params.id);
  const comer = comerOf(asked);
  const now = asked.now();
  await asked.limit('write', limitKey(asked));
  // Signs that would turn the page are refused beside their field, as everywhere.
  parseForm(form, z.looseObject({}));
  const as = form.typed.as ?? 'save';
  const sent = await sentIn(asked, as.startsWith('remove:') ? as.slice('remove:'.length) : null);
  const stay = [wayOf(comer), ...['section', 'all'].map((name) => kept(url, name))];
  if (as === 'submit') {
    const done = await submitAnswers(sql, comer, id, sent, now);
    if (!done) return goTo(addressOf(id, '/answer', wayOf(comer), 'check=yes'));
    return goTo(addressOf(id, '', wayOf(comer), 'sent=yes', done.dropped ? `dropped=${done.dropped}` : ''));
  }
  if (as === 'ask') {
    const asks = await askSignOff(sql, comer, id, sent, now);
    return goTo(addressOf(id, '/answer', wayOf(comer), asks ? 'all=yes&asked=yes' : 'check=yes'));
  }
  await saveAnswers(sql, comer, id, sent, now);
  if (as.startsWith('choose:')) await chooseAnswer(sql, comer, id, as.slice('choose:'.length), now);
  const to = /^to:(s\d{1,6})$/.exec(as)?.[1];
  if (to) return goTo(addressOf(id, '/answer', wayOf(comer), `section=${to}`));
  return goTo(addressOf(id, '/answer', ...stay, as === 'save' ? 'saved=yes' : ''));
}

function kept(url: URL, name: string): string {
  const value = url.searchParams.get(name);
  return value && /^\w{1,10}$/.test(value) ? `${name}=${value}` : '';
}

/** Many people answer from behind one address, each on a way of their own; a way that is none leads nowhere. */
export function limitKey(asked: Asked): string {
  return asked.reader ? String(asked.reader.id) : wayOf(comerOf(asked)) || asked.from;
}

/** What a form of answers says. A box that nobody ticked is not in it: which questions stood there, `was` says. */
export async function sentIn(asked: Asked & { form: Form }, without: string | null = null): Promise<Sent> {
  const { form } = asked;
  const was = new Map<string, string>();
  for (const [name, value] of form.data) {
    const [, question] = /^was\.(q\d{1,6})$/.exec(name) ?? [];
    if (question && typeof value === 'string') was.set(question, value.slice(0, 40));
  }
  const questions = [...was.keys()].map((question) => blankQuestion(question, 'text'));
  const typed = typedIn(questions, form.data);
  for (const question of was.keys()) if (!typed.has(question)) typed.set(question, {});
  if (without) typed.set(without, {});
  const page = z.uuid().safeParse(form.typed.page);
  if (!page.success) throw refuse('invalid', 'shared:errors.unreadable-form');
  return { typed, was, page: page.data, files: await filesIn(asked) };
}

/** Files of a form, one for each question, taken apart and cleaned before anything is written. */
async function filesIn(asked: Asked & { form: Form }): Promise<Map<string, CleanFile>> {
  const files = new Map<string, CleanFile>();
  for (const [name, file] of asked.form.data) {
    const [, question] = /^file\.(q\d{1,6})$/.exec(name) ?? [];
    if (!question || !(file instanceof File) || (file.size === 0 && file.name === '')) continue;
    await asked.limit('upload', limitKey(asked));
    const cleaned =
      whyNotSize(file.name, file.size) ?? (await asked.cleanFile(new Uint8Array(await file.arrayBuffer()), file.name));
    if (isRefusal(cleaned)) throw refuse(cleaned.kind, cleaned.message, cleaned.values, { [name]: cleaned.message });
    files.set(question, cleaned);
  }
  return files;
}

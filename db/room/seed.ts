import type { TFunction } from 'i18next';
import { roomTexts } from '../../app/room/texts.server';
import { toldIn, versionOf } from '../../app/voices/contributing/consent-texts.server';
import { roomFor, toldOf } from '../../app/voices/contributing/rooms.server';
import { submit } from '../../app/voices/contributing/submit.server';
import { answerWording, wordingsOf } from '../../app/voices/contributing/wordings.server';
import { joinConversation, writeMessage } from '../../app/voices/conversation/contributing.server';
import { releaseMessage, sayAsFacilitator, watchConversation } from '../../app/voices/conversation/facilitating.server';
import { newReceipt } from '../../app/voices/crypto/codes';
import { openWithPassphrase } from '../../app/voices/desk/account-keys.server';
import {
  confirmColleague,
  type NewAccount,
  openFirstOrganisation,
  openWhereConfirmed,
} from '../../app/voices/desk/accounts.server';
import { agree } from '../../app/voices/desk/agreeing.server';
import { type Ask, ask } from '../../app/voices/desk/asking.server';
import { languageItems, onceItems } from '../../app/voices/desk/checklist';
import type { Member } from '../../app/voices/desk/desk';
import { proposeExcerpt, releaseExcerpt } from '../../app/voices/desk/excerpts.server';
import { makeInvitation } from '../../app/voices/desk/invitations.server';
import { findMember } from '../../app/voices/desk/members.server';
import { readContribution, writeReply } from '../../app/voices/desk/reading.server';
import { askIn, makeRoom, putRequirement } from '../../app/voices/desk/rooms.server';
import { releaseTheme, setSupport, writeTheme } from '../../app/voices/desk/themes.server';
import type { Tools } from '../../app/voices/desk/tools';
import { keepDesk } from '../../app/voices/desk/weekly.server';
import type { Scope } from '../../app/voices/scopes';
import { addWeeks, weekOf } from '../../app/voices/week';
import { type SeedView, seedQuestions, seedSaid, seedThemeTexts, seedViews } from './seed-views';

/** What the demonstration's owner is told: sign-ins of staff with their authenticators' keys, and two open codes. */
export interface RoomDemonstration {
  note: string;
  address: string;
  staff: {
    organisation: string;
    name: string;
    role: string;
    signIn: string;
    passphrase: string;
    totpSecret: string;
    otpauth: string;
  }[];
  invitations: string[];
}

interface Worker {
  account: NewAccount;
  organisation: string;
  privateKey: Buffer;
  member(): Promise<Member>;
}

const weekLong = 7 * 86_400_000;
const standsForIt = { seen: '', resolved: false };
const alwaysFree = <T>(work: () => Promise<T>) => work();

const inventedIn = { en: '(invented)', fr: '(inventé)', ar: '(من نسج الخيال)' };

/** So that nobody takes words of the demonstration for a person's, wherever they are shown. */
function invented(words: string, language: keyof typeof inventedIn): string {
  return `${words} ${inventedIn[language]}`;
}

/**
 * Fills a room that nobody is in yet with an invented one: two organisations, six people of staff, views of some weeks on
 * services and programmes, what came of them, and two invitations that nobody has used. Everything is done by the
 * commands that the pages use, at their weeks; what a person would review is marked as invented.
 */
export async function seedRoom(tools: Tools, address: string): Promise<RoomDemonstration | null> {
  const [row] = await tools.sql<{ there: boolean }[]>`select exists (select from organisation) as there`;
  if (row!.there) return null;
  const start = tools.now().getTime();
  const ago = (weeks: number): Tools => ({ ...tools, now: () => new Date(start - weeks * weekLong) });
  const staff = await putStaff(ago(8));
  const room = await putRoom(ago(7), staff);
  const said: { view: SeedView; contributor: string; id: string; privateKey: Buffer }[] = [];
  for (const view of seedViews) said.push({ view, ...(await say(ago(view.week), room, staff, view)) });
  for (const one of said) await answer(ago(Math.max(one.view.week - 1, 0)), staff, one);
  for (const one of said) await putExcerpt(ago, staff, one);
  await putThemes(ago(2), room, staff, said);
  await putGroup(ago(1), room, staff, said);
  await keepDesk(tools);
  const invitations: string[] = [];
  for (const n of [0, 2]) {
    const made = await makeInvitation(tools, await staff[n]!.member(), { room, provenance: 'direct' });
    invitations.push(made.shown);
  }
  return {
    note: 'Invented staff and codes of the demonstration room.',
    address,
    staff: staff.map(({ account: a, organisation }) => ({
      organisation,
      name: a.name,
      role: a.role,
      signIn: a.signIn,
      passphrase: a.passphrase!,
      totpSecret: a.totpSecret!,
      otpauth: a.otpauth!,
    })),
    invitations,
  };
}

const houses = ['Lantern House (invented)', 'Second Spring Advice (invented)'] as const;

/** Two caseworkers of each organisation, and a facilitator of each; in this order. */
async function putStaff(tools: Tools): Promise<Worker[]> {
  const first = await openFirstOrganisation(tools, houses[0], ['Amal Rivet (invented)', 'Jonas Teder (invented)']);
  const [amal, jonas] = await Promise.all(first.accounts.map((a) => workerOf(tools, a, houses[0])));
  await settle(tools, amal!, jonas!);
  const second = await byTwo(tools, amal!, jonas!, {
    what: 'open-organisation',
    name: houses[1],
    caseworkers: ['Odile Marsan (invented)', 'Petra Lindqvist (invented)'],
  });
  const [odile, petra] = await Promise.all(second.map((a) => workerOf(tools, a, houses[1])));
  await settle(tools, odile!, petra!);
  const facilitator = async (a: Worker, b: Worker, name: string) => {
    const [account] = await byTwo(tools, a, b, { what: 'add-staff', name, role: 'facilitator' });
    const worker = await workerOf(tools, account!, a.organisation);
    await comeIn(tools, worker);
    return worker;
  };
  const yara = await facilitator(amal!, jonas!, 'Yara Okafor (invented)');
  const ines = await facilitator(odile!, petra!, 'Inès Bakker (invented)');
  return [amal!, jonas!, odile!, petra!, yara, ines];
}

async function workerOf(tools: Tools, account: NewAccount, organisation: string): Promise<Worker> {
  const [row] = await tools.sql<{ id: string; salt: Buffer; verifier: Buffer; wrappedPrivate: Buffer }[]>`
    select id, salt, verifier, wrapped_private from staff where id = ${account.id}`;
  const privateKey = await openWithPassphrase(tools.keys, row!, account.passphrase!);
  const member = async () => (await findMember(tools.sql, account.id))!;
  return { account, organisation, privateKey: privateKey!, member };
}

/** As after a first sign-in with a passphrase of her own. */
async function comeIn({ sql }: Tools, worker: Worker): Promise<void> {
  const { organisation } = await worker.member();
  await sql.begin(async (tx) => {
    await tx`update staff set has_signed_in = true, has_own_secrets = true where id = ${worker.account.id}`;
    await openWhereConfirmed(tx, organisation);
  });
}

async function settle(tools: Tools, a: Worker, b: Worker): Promise<void> {
  await comeIn(tools, a);
  await comeIn(tools, b);
  await confirmColleague(tools, await a.member(), b.account.id);
  await confirmColleague(tools, await b.member(), a.account.id);
}

async function byTwo(tools: Tools, a: Worker, b: Worker, what: Ask): Promise<NewAccount[]> {
  const act = await ask(tools, await a.member(), a.privateKey, what);
  return (await agree(tools, await b.member(), b.privateKey, act)).accounts;
}

const onceTexts: Record<(typeof onceItems)[number], string> = {
  'response-promise': 'We answer within four weeks. When nobody can, we say so here. (invented)',
  'data-protection-assessment': 'Assessment of the demonstration, not a real one. (invented)',
  'remuneration-note': 'An hour is paid like an hour of any adviser, on the day. (invented)',
  'interpreter-confidentiality': 'Two interpreters, both have signed. (invented)',
  'retention-note': 'Half a year: as long as the programme is being written. (invented)',
};
const languageTexts: Record<(typeof languageItems)[number], string> = {
  'referral-list': 'Advice, housing, health, legal help: names of the demonstration. (invented)',
  'legal-note': 'When workers must speak: a note of the demonstration. (invented)',
  'emergency-number': '112',
  'language-review': 'Reviewed by nobody: this is the demonstration. (invented)',
};

async function putRoom(tools: Tools, [amal, jonas, , petra, yara, ines]: Worker[]): Promise<string> {
  const [a, b] = [amal!, jonas!];
  const member = await a.member();
  const room = await makeRoom(tools, member, {
    name: 'Views on support services (invented)',
    answerWeeks: 4,
    closesWeek: addWeeks(weekOf(tools.now()), 20),
    retentionWeeks: 26,
    hasConversation: true,
  });
  for (const [language, questions] of Object.entries(seedQuestions))
    await askIn(tools, member, room, language, questions.join('\n'));
  for (const item of onceItems)
    await putRequirement(tools, member, room, { item, language: '', value: onceTexts[item] });
  for (const item of languageItems)
    for (const language of Object.keys(seedQuestions))
      await putRequirement(tools, member, room, { item, language, value: languageTexts[item] });
  await tools.sql`update room_requirement set invented = true where room = ${room}`;
  const { organisation } = await petra!.member();
  const joins = await ask(tools, member, a.privateKey, { what: 'join-room', room, organisation });
  await agree(tools, await petra!.member(), petra!.privateKey, joins);
  for (const one of [yara!, ines!])
    await byTwo(tools, a, b, {
      what: 'set-facilitator',
      room,
      staff: one.account.id,
      training: 'Two days on listening safely (invented)',
    });
  await byTwo(tools, a, b, { what: 'open-room', room });
  return room;
}

/** The text of a view, with the mark also where a passage ends that is quoted: a quotation stands in it word for word. */
function textOf({ text, language, excerpt }: SeedView): string {
  const said = invented(text, language);
  return excerpt?.form === 'quote' ? said.replace(excerpt.words, (words) => invented(words, excerpt.language)) : said;
}

async function say(tools: Tools, room: string, staff: Worker[], view: SeedView) {
  const worker = staff[view.organisation * 2]!;
  const { organisation } = await worker.member();
  const provenance = view.provenance ?? 'direct';
  const invitation = await makeInvitation(tools, await worker.member(), { room, provenance });
  const of = await roomFor(tools.sql, { room, organisation }, weekOf(tools.now()));
  const t: TFunction = roomTexts(view.language).t;
  const told = toldIn(t, toldOf(of!, view.language));
  const scopes: Scope[] = ['read_by_support', ...view.yes];
  const done = await submit(tools, alwaysFree, {
    text: `${seedQuestions[view.language][0]}\n\n${textOf(view)}`,
    language: view.language,
    given: scopes.map((scope) => ({ scope, textHash: versionOf(scope, view.language, told) })),
    exclusions: { organisations: [], categories: view.excludes ? [view.excludes] : [] },
    by: { invitation: invitation.id, receipt: newReceipt().canonical },
  });
  return { contributor: done.contributor, id: done.contribution!, privateKey: done.privateKey! };
}

type Said = { view: SeedView; contributor: string; id: string; privateKey: Buffer };

async function answer(tools: Tools, staff: Worker[], { view, id }: Said): Promise<void> {
  const worker = staff[view.organisation * 2]!;
  await readContribution(tools, await worker.member(), worker.privateKey, id);
  if (view.reply)
    await writeReply(tools, await worker.member(), worker.privateKey, id, {
      text: invented(view.reply, 'en'),
      ...standsForIt,
    });
}

async function putExcerpt(ago: (weeks: number) => Tools, staff: Worker[], said: Said): Promise<void> {
  const { excerpt, organisation } = said.view;
  if (!excerpt) return;
  const [drafter, second] = [staff[organisation * 2]!, staff[organisation * 2 + 1]!];
  const then = ago(excerpt.state === 'released' ? 3 : 1);
  const draft = {
    form: excerpt.form,
    words: invented(excerpt.words, excerpt.language),
    language: excerpt.language,
    ...standsForIt,
  };
  const id = await proposeExcerpt(then, await drafter.member(), drafter.privateKey, said.id, draft, excerpt.id);
  if (excerpt.state === 'proposed') return;
  if (excerpt.form === 'quote') {
    const waiting = (await wordingsOf(then, said, said.id)).find((w) => w.id === id);
    await answerWording(then, said, id, { yes: true, version: waiting!.version });
  }
  if (excerpt.state === 'released')
    await releaseExcerpt(then, await second.member(), second.privateKey, id, standsForIt);
}

async function putThemes(tools: Tools, room: string, staff: Worker[], said: Said[]): Promise<void> {
  const [yara, ines] = [staff[4]!, staff[5]!];
  for (const { id, language, words } of seedThemeTexts) {
    await writeTheme(
      tools,
      await yara.member(),
      room,
      { words: invented(words, language), language, ...standsForIt },
      id,
    );
    for (const { view, id: contribution } of said.filter((s) => s.view.supports?.includes(id)))
      await setSupport(tools, await staff[view.organisation * 2]!.member(), id, contribution, true);
    await releaseTheme(tools, await ines.member(), id, standsForIt);
  }
}

async function putGroup(tools: Tools, room: string, staff: Worker[], said: Said[]): Promise<void> {
  const [yara, ines] = [staff[4]!, staff[5]!];
  const members = [said[0]!, said[1]!, said[3]!, said[5]!];
  for (const one of members) await joinConversation(tools, one.contributor);
  for (const { by, text } of seedSaid) {
    if (by === 'facilitator') await sayAsFacilitator(tools, await yara.member(), room, text);
    else await writeMessage(tools, members[by]!.contributor, text);
    const { waiting } = await watchConversation(tools, await ines.member(), ines.privateKey, room);
    for (const m of waiting) await releaseMessage(tools, await ines.member(), ines.privateKey, room, m.id);
  }
  await writeMessage(tools, members[2]!.contributor, 'A room where one can close the door, and a clock on the wall.');
}

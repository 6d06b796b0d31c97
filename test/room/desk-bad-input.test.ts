import { beforeAll, expect, test } from 'vitest';
import { type RoomVisitor, roomForFile } from '../support/room';
import { anOpenRoom, type SomeOpenRoom } from '../support/room-people';
import { signedIn, someWords } from './desk-support';

const room = await roomForFile();
let open: SomeOpenRoom;
let caseworker: RoomVisitor;
let facilitator: RoomVisitor;
let words: string;

beforeAll(async () => {
  open = await anOpenRoom(room, { hasConversation: true });
  words = (await someWords(room, open, { scopes: ['reply', 'quote', 'theme'] })).id;
  caseworker = await signedIn(room, open.organisations[0]!.caseworkers[0]);
  facilitator = await signedIn(room, open.facilitators[0]);
});

const mark = 'zq7x';
const bad: Record<string, string> = {
  empty: '',
  long: mark.repeat(14_000),
  'no id': `${mark}' or 1=1 --`,
  'an id of nothing': '00000000-0000-4000-8000-000000000000',
  'an id of another version': '01890000-0000-7000-8000-000000000000',
  markup: `<img src=x onerror=${mark}><script>${mark}</script>`,
  'steering signs': `\u202e${mark}\u0000\u0007\u200b`,
  'a path': `../../${mark}`,
  'half a number': '12.5e99',
  'a huge number': '999999999999',
  'a negative one': '-1',
  'a prototype': '__proto__',
  'a template': `{{${mark}}} \${${mark}} %s%n`,
  'broken pairs': 'a\uFFFD\u0301\u0301\u0301',
};

const pages: [string, () => RoomVisitor, () => string][] = [
  ['people', () => caseworker, () => '/desk/people'],
  ['account', () => caseworker, () => '/desk/account'],
  ['rooms', () => caseworker, () => '/desk/rooms'],
  ['a room', () => caseworker, () => `/desk/rooms/${open.id}`],
  ['invitations', () => caseworker, () => '/desk/invitations'],
  ['a text', () => caseworker, () => `/desk/reading/${words}`],
  ['excerpts', () => caseworker, () => '/desk/excerpts'],
  ['themes', () => facilitator, () => `/desk/themes/${open.id}`],
  ['typing', () => caseworker, () => '/desk/typing'],
  ['a group', () => facilitator, () => `/desk/groups/${open.id}`],
];
const seen = new Set<number>();
const more = ['agree', 'refuse', 'release', 'take-back', 'support', 'end', 'out', 'send', 'join-room', 'nothing'];

test.each(pages)(
  'whatever is typed into the forms of %s is answered, and never as markup',
  async (_, who, at) => {
    const visitor = who();
    await visitor.get(at());
    const { token } = visitor.form(visitor.deeds()[0]!).fields;
    const names = new Set(visitor.deeds().flatMap((deed) => visitor.form(deed).names));
    for (const name of ['act', 'excerpt', 'theme', 'contribution', 'message', 'pseudonym', 'invitation'])
      names.add(name);
    // Signing out and the language are tried elsewhere; they would end this.
    const deeds = [...new Set([...visitor.deeds(), ...more])].filter((d) => !['language', 'sign-out'].includes(d));
    for (const deed of deeds)
      for (const [what, value] of Object.entries(bad)) {
        const fields = Object.fromEntries([...names].map((name) => [name, value]));
        const answer = await visitor.post(at(), { ...fields, token, deed }, { follow: false });
        seen.add(answer.status);
        expect([deed, what, answer.status < 500]).toEqual([deed, what, true]);
        expect(answer.text).not.toContain(`<script>${mark}`);
        expect(answer.text).not.toMatch(/at .+\.(ts|js):\d+/);
      }
  },
  240_000,
);

test('the forms were there, and nothing of it is in the log', () => {
  for (const status of [303, 404, 409, 422]) expect(seen).toContain(status);
  expect(room.written.join('\n')).not.toContain(mark);
});

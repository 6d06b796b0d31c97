import { expect, test } from 'vitest';
import { profile, registration } from './forms';

const sound = {
  name: 'Amina Diallo',
  email: 'amina@maison.example',
  password: 'seven lamps on a quiet road',
  organisationId: '3',
  organisationWanted: '',
  language: 'fr',
  timeZone: 'Africa/Dakar',
};

function mistakes(values: Record<string, unknown>): string[] {
  const parsed = registration.safeParse({ ...sound, ...values });
  return parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`);
}

test('a sound registration is read', () => {
  expect(registration.parse(sound)).toMatchObject({
    name: 'Amina Diallo',
    organisationId: 3,
    organisationWanted: null,
  });
});

test.each([
  [{ name: '' }, 'name people:mistakes.name'],
  [{ name: '\u202e\u200b\u200c ' }, 'name people:mistakes.name'],
  [{ name: 'x'.repeat(101) }, 'name people:mistakes.too-long'],
  [{ name: 'Win at https://prize.example' }, 'name people:mistakes.name-address'],
  [{ email: 'amina' }, 'email people:mistakes.email'],
  [{ email: 'amina@maison.example\r\nBcc: all@maison.example' }, 'email people:mistakes.email'],
  [{ email: `${'a'.repeat(250)}@maison.example` }, 'email people:mistakes.email'],
  [{ organisationId: 'three' }, 'organisationId people:mistakes.organisation'],
  [{ organisationId: '' }, 'organisationId people:mistakes.organisation'],
  [{ organisationWanted: 'Another' }, 'organisationWanted people:mistakes.organisation-twice'],
  [{ language: 'xx' }, 'language people:mistakes.language'],
  [{ timeZone: 'Mars/Olympus' }, 'timeZone people:mistakes.time-zone'],
  [{ timeZone: '+03:00' }, 'timeZone people:mistakes.time-zone'],
  [{ password: '' }, 'password people:mistakes.password'],
])('%j: %s', (values, mistake) => {
  expect(mistakes(values)).toContain(mistake);
});

test('two fields that have to fit are looked at whatever else is wrong', () => {
  expect(mistakes({ name: '', email: 'amina', password: '', organisationId: '' })).toEqual([
    'name people:mistakes.name',
    'email people:mistakes.email',
    'password people:mistakes.password',
    'organisationId people:mistakes.organisation',
  ]);
  expect(mistakes({ name: '', organisationWanted: 'Another' })).toContain(
    'organisationWanted people:mistakes.organisation-twice',
  );
});

test('what nobody sees is taken out of a name', () => {
  expect(registration.parse({ ...sound, name: ' A\u0000mina\u202e\nDiallo\u200f ' }).name).toBe('Amina Diallo');
  expect(registration.parse({ ...sound, name: 'مه\u200cناز' }).name).toBe('مه\u200cناز');
});

test.each([
  ['UTC'],
  ['Africa/Nairobi'],
  ['Asia/Kolkata'],
  ['Asia/Calcutta'],
  ['America/Argentina/Buenos_Aires'],
  ['Etc/GMT+3'],
])('%s is a time zone', (timeZone) => {
  expect(mistakes({ timeZone })).toEqual([]);
});

test('an unticked box is no', () => {
  const settings = { name: 'A B', language: 'en', timeZone: 'UTC' };
  expect(profile.parse(settings).shortcuts).toBe(false);
  expect(profile.parse({ ...settings, shortcuts: 'yes' }).shortcuts).toBe(true);
});

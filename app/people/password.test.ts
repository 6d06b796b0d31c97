import { expect, test } from 'vitest';
import { type Own, whyNotPassword } from './password';

const amina: Own = { name: 'Amina Diallo', email: 'a.diallo@maison-ouverte.example' };
const common = new Set(['password', 'qwertyuiop', 'administrator', 'letmein']);
const why = (password: string, own = amina) => whyNotPassword(password, own, (word) => common.has(word));

test.each([
  ['', 'too-short'],
  ['short', 'too-short'],
  ['fourteen chars', 'too-short'],
  // Two code units each: characters are counted, not bytes.
  ['🔑🔑🔑🔑🔑🔑', 'too-short'],
  ['x1'.repeat(200), 'too-long'],
  ['administrator12', 'common'],
  ['ADMINISTRATOR12', 'common'],
  ['Administrator2026', 'common'],
  ['Password2026!!!', 'common'],
  ['qwertyuiop[]123', 'common'],
  ['LetMeIn 20262026', 'common'],
  ['ａｄｍｉｎｉｓｔｒａｔｏｒ２６', 'common'],
  ['aaaaaaaaaaaaaaa', 'common'],
  ['1212121212121212', 'common'],
  ['abcdefghijklmno', 'common'],
  ['123456789012345', 'common'],
  ['987654321098765', 'common'],
  ['plenary12345678', 'own'],
  ['Plenary-Plenary', 'own'],
  ['aminadiallo9999', 'own'],
  ['Amina Diallo!!!', 'own'],
  ['a.diallo@maison-ouverte.example', 'own'],
  ['maison-ouverte!', 'own'],
])('%s is refused: %s', (password, reason) => {
  expect(why(password)).toBe(`people:password.${reason}`);
});

test.each([
  ['correct horse battery staple'],
  ['seven lamps on a quiet road'],
  ['fifteen letters'],
  ['بابٌ مفتوحٌ على البحر'],
  ['雨の日は本を読みましょうね、毎日'],
  ['829461730582916'],
  ['the plenary of owls at noon'],
  ['amina keeps bees and maps'],
  ['x9!fQ2#mm0pzK7w'],
])('%s is accepted, without rules of composition', (password) => {
  expect(why(password)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { type Own, whyNotPassword } from './password';

const amina: Own = { name: 'Amina Diallo', email: 'a.diallo@maison-ouverte.example' };
const common = new Set(['password', 'qwertyuiop', 'administrator', 'letmein']);
const why = (password: string, own = amina) => whyNotPassword(password, own, (word) => common.has(word));

test.each([
  ['', 'too-short'],
  ['short', 'too-short'],
  ['elevenchars', 'too-short'],
  // Two code units each: characters are counted, not bytes.
  ['🔑🔑🔑🔑🔑🔑', 'too-short'],
  ['x1'.repeat(200), 'too-long'],
  ['administrator', 'common'],
  ['ADMINISTRATOR', 'common'],
  ['Administrator2026', 'common'],
  ['Password2026!', 'common'],
  ['qwertyuiop[]', 'common'],
  ['LetMeIn 20262026', 'common'],
  ['ａｄｍｉｎｉｓｔｒａｔｏｒ', 'common'],
  ['aaaaaaaaaaaa', 'common'],
  ['121212121212', 'common'],
  ['abcdefghijkl', 'common'],
  ['123456789012', 'common'],
  ['987654321098', 'common'],
  ['plenary123456', 'own'],
  ['Plenary-Plenary', 'own'],
  ['aminadiallo99', 'own'],
  ['Amina Diallo!!', 'own'],
  ['a.diallo@maison-ouverte.example', 'own'],
  ['maison-ouverte', 'own'],
])('%s is refused: %s', (password, reason) => {
  expect(why(password)).toBe(`people:password.${reason}`);
});

test.each([
  ['correct horse battery staple'],
  ['seven lamps on a quiet road'],
  ['twelve chars'],
  ['بابٌ مفتوحٌ على البحر'],
  ['雨の日は本を読みましょうね'],
  ['829461730582'],
  ['the plenary of owls at noon'],
  ['amina keeps bees and maps'],
  ['x9!fQ2#mm0pz'],
])('%s is accepted, without rules of composition', (password) => {
  expect(why(password)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { handleFor } from './handle';

const allowed = /^[a-z0-9][a-z0-9-]*[.][a-z0-9.-]*[a-z0-9]$/;

test.each([
  ['Amina Diallo', 1, 'amina.diallo'],
  ['Amina Diallo', 2, 'amina.diallo.2'],
  ['José Ñandú da Silva', 1, 'jose.nandu-da-silva'],
  ['Łukasz Øster', 1, 'lukasz.oster'],
  ["Siobhán O'Neill", 1, 'siobhan.oneill'],
  ['Anne-Marie Weiß', 1, 'anne.marie-weiss'],
  ['Suharto', 1, 'suharto.1'],
  ['Suharto', 7, 'suharto.7'],
  ['Nguyễn Thị Hương', 1, 'nguyen.thi-huong'],
  ['أمينة ديالو', 1, 'amynh.dyalw'],
  ['محمد', 1, 'mhmd.1'],
  ['نرگس محمدی', 1, 'nrgs.mhmdy'],
  ['תמר לוי', 1, 'tmr.lvy'],
  ['Алексей Щукин', 1, 'aleksey.shchukin'],
  ['Ольга Соловьёва', 2, 'olga.soloveva.2'],
  ['Γιώργος Παπαδόπουλος', 1, 'giorgos.papadopoylos'],
  ['李 明', 12, 'li.ming.12'],
  ['王小明', 1, 'wang.xiao-ming'],
  ['김민준', 1, 'gim.min-jun'],
  ['さくら', 1, 'sakura.1'],
  ['अमिता शर्मा', 1, 'amita.srma'],
  ['สมชาย ใจดี', 1, 'smchay.aichdi'],
  ['አበበ ቢቂላ', 1, 'abebe.bikila'],
  ['Հասմիկ', 1, 'hasmik.1'],
  ['...', 1, 'person.1'],
  ['\u{100000}', 12, 'person.12'],
  ['  A   B  ', 1, 'a.b'],
])('%s, try %i: %s', (name, n, handle) => {
  expect(handleFor(name, n)).toBe(handle);
});

test.each([
  [`A ${'b'.repeat(300)}`],
  [`${'a'.repeat(300)} B`],
  [`${'a'.repeat(39)} b c`],
  ['A -- ..'],
  ['9 9'],
  ['明'.repeat(100)],
  ['ß'.repeat(50)],
])('whatever the name (%s), the handle is one', (name) => {
  for (const n of [1, 2, 99_999]) {
    expect(handleFor(name, n)).toMatch(allowed);
    expect(handleFor(name, n).length).toBeLessThan(50);
  }
});

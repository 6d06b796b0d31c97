import { expect, it } from 'vitest';
import { evidencePlace } from './evidence';

const here = 'https://plenary.example';
const voice = '0b8f6f0e-1c1d-4a55-9d3e-3f0a54a0c001';

it.each([
  ['/posts/7', { kind: 'post', id: 7 }],
  [`${here}/claims/3`, { kind: 'claim', id: 3 }],
  ['/statements/9', { kind: 'statement', id: 9 }],
  ['/passages/4', { kind: 'passage', id: 4 }],
  ['/documents/12', { kind: 'document', id: 12 }],
  ['/documents/12#b3k9', { document: 12, block: 'b3k9' }],
  [`${here}/documents/12?version=2#b3k9`, { document: 12, block: 'b3k9' }],
  ['/decisions/8', { kind: 'decision', id: 8 }],
  ['/consultations/4/statements/7', { consultation: 4, number: 7 }],
  [`${here}/consultations/4/statements/7`, { consultation: 4, number: 7 }],
  ['/consultations/4', null],
  [`voice:${voice}`, { voice }],
  ['voice:someone', null],
  ['https://elsewhere.example/posts/7', null],
  ['/posts/0', null],
  ['/posts/7/edit', null],
  ['', null],
])('reads %s', (text, place) => {
  expect(evidencePlace(text, here)).toEqual(place);
});

import { expect, it } from 'vitest';
import type { Reader } from '../people/person';
import { mayKeepRegister } from './recommendation';

const reader = (rest: Partial<Reader>) =>
  ({ state: 'active', secretariat: false, offices: [], ...rest }) as unknown as Reader;

it.each([
  ['nobody', null, false],
  ['anybody', reader({}), false],
  ['whoever speaks for an organisation', reader({ offices: [{ organisationId: 7, role: 'focal-point' }] }), false],
  ['the secretariat', reader({ secretariat: true }), true],
])('the register is kept by the secretariat: %s', (_, who, keeps) => expect(mayKeepRegister(who)).toBe(keeps));

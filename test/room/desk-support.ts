import type { Scope } from '../../app/voices/consent';
import { versionOf } from '../../app/voices/contributing/consent-texts.server';
import type { Exclusions } from '../../app/voices/contributing/exclusions.server';
import { submit } from '../../app/voices/contributing/submit.server';
import { newReceipt } from '../../app/voices/crypto/codes';
import type { RoomVisitor, TestRoom } from '../support/room';
import { anInvitation, type SomeOpenRoom, type SomeRoomProcess, type SomeStaff } from '../support/room-people';

/** A contribution, as a contributor's own form sends it. */
export async function someWords(
  room: SomeRoomProcess,
  open: SomeOpenRoom,
  values: { organisation?: number; text?: string; scopes?: Scope[]; exclusions?: Exclusions } = {},
): Promise<{ contributor: string; id: string; privateKey: Buffer; receipt: string }> {
  const invitation = await anInvitation(room, open, { organisation: values.organisation ?? 0 });
  const receipt = newReceipt();
  const given = (['read_by_support', ...(values.scopes ?? [])] as Scope[]).map((scope) => ({
    scope,
    textHash: versionOf(scope, 'en', []),
  }));
  const done = await submit(room, (work) => work(), {
    text: values.text ?? 'The waiting time for legal advice is too long.',
    language: 'en',
    given,
    exclusions: values.exclusions ?? { organisations: [], categories: [] },
    by: { invitation: invitation.id, receipt: receipt.canonical },
  });
  return {
    contributor: done.contributor,
    id: done.contribution!,
    privateKey: done.privateKey!,
    receipt: receipt.canonical,
  };
}

export const nothingSeen = { seen: '', resolved: false };
export const notThere = { refusal: true, kind: 'not-found' };

/** Signs in at the desk as its forms are, in a browser without scripts. */
export async function signedIn(room: TestRoom, staff: SomeStaff): Promise<RoomVisitor> {
  const visitor = room.visitor();
  await visitor.get('/desk');
  const answer = await visitor.submit('sign-in', {
    signIn: staff.signIn,
    passphrase: staff.passphrase,
    code: staff.code(),
  });
  if (answer.status !== 200 || visitor.path !== '/desk') throw new Error(`Not signed in: ${answer.status}`);
  return visitor;
}

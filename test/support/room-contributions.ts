import { versionOf } from '../../app/voices/contributing/consent-texts.server';
import type { Busy } from '../../app/voices/contributing/contributing';
import { submit } from '../../app/voices/contributing/submit.server';
import { newReceipt } from '../../app/voices/crypto/codes';
import { type Scope, scopes } from '../../app/voices/scopes';
import { anInvitation, anOpenRoom, type SomeOpenRoom, type SomeRoomProcess } from './room-people';

/** Stretching one code at a time or all at once is tried where the queue is. */
export const notBusy: Busy = (work) => work();

export interface SomeContribution {
  contributor: string;
  contribution: string;
  /** As it stands on her paper, and as it is read. */
  receipt: { shown: string; canonical: string };
  withdrawReceipt: { shown: string; canonical: string };
  privateKey: Buffer;
  open: SomeOpenRoom;
}

/**
 * Somebody with a contribution that is kept, by the command that her own pages use: with every consent unless `consents`
 * names some, in an open room of its own unless `open` is one.
 */
export async function aContribution(
  room: SomeRoomProcess,
  values: {
    open?: SomeOpenRoom;
    /** Which organisation of the room invited her. */
    organisation?: number;
    provenance?: 'direct' | 'proxy' | 'group';
    consents?: readonly Scope[];
    text?: string;
    language?: 'en' | 'fr' | 'ar';
    exclusions?: { organisations?: number[]; categories?: string[] };
  } = {},
): Promise<SomeContribution> {
  const open = values.open ?? (await anOpenRoom(room));
  const { organisation = 0, provenance = 'direct', language = 'en' } = values;
  const invitation = await anInvitation(room, open, { organisation, provenance });
  const receipt = newReceipt();
  const withdrawReceipt = newReceipt();
  const told = ['Told (invented).'];
  const done = await submit(room, notBusy, {
    text: values.text ?? 'Opening hours should fit people who work in the day.',
    language,
    given: (values.consents ?? scopes).map((scope) => ({ scope, textHash: versionOf(scope, language, told) })),
    exclusions: { organisations: [], categories: [], ...values.exclusions },
    by: { invitation: invitation.id, receipt: receipt.canonical, withdrawReceipt: withdrawReceipt.canonical },
  });
  return {
    contributor: done.contributor,
    contribution: done.contribution!,
    receipt,
    withdrawReceipt,
    privateKey: done.privateKey!,
    open,
  };
}

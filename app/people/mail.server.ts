import type { Tx } from '../../db/connect';
import type { MailRow, MailText, MailWriter } from '../shared/mail.server';
import { findAccount } from './queries.server';
import { makeToken, type TokenKind, tokenHours } from './tokens.server';

type Translate = Parameters<MailWriter>[2];

/**
 * Mails about accounts. What somebody typed about themselves before their address was confirmed stands in none of
 * them: a stranger could make us send words of theirs to anybody.
 */
export const peopleMail: Record<string, MailWriter> = {
  confirm: async (tx, mail, t) => {
    const person = mail.personId ? await findAccount(tx, { id: mail.personId }) : null;
    return person?.state === 'unconfirmed' ? confirmation(tx, person.id, t) : null;
  },

  known: async (_tx, _mail, t) => ({
    subject: t('people.known.subject'),
    paragraphs: [t('people.known.text'), t('people.known.not-you')],
    link: { words: t('people.known.link'), path: '/sign-in' },
  }),

  /** Asked for by address: who has it, if anyone, is known only here. */
  'sign-in': (tx, mail, t) =>
    forOwner(tx, mail, t, async (personId) => {
      const token = await makeToken(tx, 'sign-in', { personId });
      const to = String(mail.about.to ?? '/');
      return {
        subject: t('people.sign-in.subject'),
        paragraphs: [t('people.sign-in.text', { minutes: minutesOf('sign-in') }), t('people.sign-in.not-you')],
        link: {
          words: t('people.sign-in.link'),
          path: `/sign-in/link?${new URLSearchParams({ token, ...(to === '/' ? {} : { to }) })}`,
        },
      };
    }),

  reset: (tx, mail, t) =>
    forOwner(tx, mail, t, async (personId) => ({
      subject: t('people.reset.subject'),
      paragraphs: [t('people.reset.text', { minutes: minutesOf('reset') }), t('people.reset.not-you')],
      link: { words: t('people.reset.link'), path: `/reset/new?token=${await makeToken(tx, 'reset', { personId })}` },
    })),

  'password-changed': async (_tx, _mail, t) => ({
    subject: t('people.password-changed.subject'),
    paragraphs: [t('people.password-changed.text'), t('people.password-changed.not-you')],
    link: { words: t('people.password-changed.link'), path: '/reset' },
  }),

  address: async (tx, mail, t) => {
    const person = mail.personId ? await findAccount(tx, { id: mail.personId }) : null;
    if (!person) return null;
    const token = await makeToken(tx, 'address', { personId: person.id, address: mail.toAddress });
    return {
      subject: t('people.address.subject'),
      paragraphs: [t('people.address.text', { hours: tokenHours.address }), t('people.address.not-you')],
      link: { words: t('people.address.link'), path: `/account/address?token=${token}` },
    };
  },

  'address-changed': async (_tx, _mail, t) => ({
    subject: t('people.address-changed.subject'),
    paragraphs: [t('people.address-changed.text'), t('people.address-changed.not-you')],
  }),
};

/** A mail for whoever has this address; one whose address is not confirmed gets the mail that confirms it. */
async function forOwner(
  tx: Tx,
  mail: MailRow,
  t: Translate,
  write: (personId: number) => Promise<MailText>,
): Promise<MailText | null> {
  const person = await findAccount(tx, { email: mail.toAddress });
  if (person?.state === 'unconfirmed') return confirmation(tx, person.id, t);
  return person?.state === 'active' || person?.state === 'waiting' ? write(person.id) : null;
}

async function confirmation(tx: Tx, personId: number, t: Translate): Promise<MailText> {
  return {
    subject: t('people.confirm.subject'),
    paragraphs: [t('people.confirm.text', { hours: tokenHours.confirm }), t('people.confirm.not-you')],
    link: { words: t('people.confirm.link'), path: `/confirm?token=${await makeToken(tx, 'confirm', { personId })}` },
  };
}

function minutesOf(kind: TokenKind): number {
  return Math.round(tokenHours[kind] * 60);
}

import type { Tx } from '../../db/connect';
import type { MailRow, MailText, MailWriter } from '../shared/mail.server';
import type { PersonState } from './person';
import { readInvitation } from './queries.server';
import { makeToken, tokenHours } from './tokens.server';

/** Mails of admission: invitations, and what was decided on someone. Each says what is true when it is sent. */
export const admissionMail: Record<string, MailWriter> = {
  /** `about.invitation`: the token is made here, so that no readable one ever lies in the database. */
  invitation: async (tx, mail, t) => {
    const invitationId = Number(mail.about.invitation);
    const invitation = await readInvitation(tx, { invitationId, personId: null, address: null }, mail.language);
    if (!invitation) return null;
    const { inviter, organisation, organisationRole, activityTitle, activityRole } = invitation;
    const token = await makeToken(tx, 'invitation', { invitationId });
    return {
      subject: t('admission.invitation.subject', { inviter }),
      paragraphs: [
        t('admission.invitation.text', { inviter }),
        ...(organisation
          ? [t(`admission.invitation.organisation.${organisationRole ?? 'member'}`, { organisation })]
          : []),
        ...(activityTitle ? [t(`admission.invitation.activity.${activityRole}`, { discussion: activityTitle })] : []),
        t('admission.invitation.until', { count: tokenHours.invitation / 24 }),
        t('admission.invitation.not-you'),
      ],
      link: { words: t('admission.invitation.link'), path: `/invitation?token=${token}` },
    };
  },

  approved: (tx, mail, t) =>
    told(tx, mail, 'active', ({ organisation }) => ({
      subject: t('admission.approved.subject'),
      paragraphs: [
        organisation ? t('admission.approved.text-organisation', { organisation }) : t('admission.approved.text'),
      ],
      link: { words: t('admission.approved.link'), path: '/discussions' },
    })),

  refused: (tx, mail, t) =>
    told(tx, mail, 'refused', ({ reason }) => ({
      subject: t('admission.refused.subject'),
      paragraphs: [t('admission.refused.text'), reason, t('admission.refused.mistaken')],
    })),

  suspended: (tx, mail, t) =>
    told(tx, mail, 'suspended', ({ reason }) => ({
      subject: t('admission.suspended.subject'),
      paragraphs: [t('admission.suspended.text'), reason, t('admission.suspended.kept')],
    })),

  reinstated: (tx, mail, t) =>
    told(tx, mail, 'active', () => ({
      subject: t('admission.reinstated.subject'),
      paragraphs: [t('admission.reinstated.text')],
      link: { words: t('admission.reinstated.link'), path: '/sign-in' },
    })),
};

/** Nobody is told what has been decided otherwise meanwhile. */
async function told(
  tx: Tx,
  mail: MailRow,
  state: PersonState,
  write: (person: { reason: string; organisation: string | null }) => MailText,
): Promise<MailText | null> {
  const [person] = await tx<{ reason: string; organisation: string | null }[]>`
    select coalesce(p.decision_reason, '') as reason, coalesce(o.names ->> ${mail.language}, o.name) as organisation
    from person p left join organisation o on o.id = p.organisation_id
    where p.id = ${mail.personId} and p.state = ${state}`;
  return person ? write(person) : null;
}

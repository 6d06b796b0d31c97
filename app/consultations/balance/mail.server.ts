import type { Tx } from '../../../db/connect';
import { speaksFor } from '../../people/person';
import { findReaderById } from '../../people/readers.server';
import type { MailRow, MailText, MailWriter } from '../../shared/mail.server';
import { isRefusal } from '../../shared/refusal';
import { formatTime } from '../../shared/time';
import { closesFor, whyNotInvite } from './invitation';
import { readTitled, type TitledConsultation } from './queries/rules.server';

interface Asked {
  consultation: TitledConsultation;
  organisation: string;
  host: string;
  /** Has begun, has submitted. */
  begun: boolean;
  done: boolean;
  timeZone: string;
}

/**
 * Letters to those who speak for an invited organisation, written when they are sent: not at all where they speak for it no
 * more, where it has answered meanwhile, or where the consultation is over. They name it, and hold none of its words.
 */
export const balanceMail: Record<string, MailWriter> = {
  'consultation-invitation': letter('invitation', (a) => !a.done),
  'consultation-reminder': letter('reminder', (a) => !a.begun),
};

function letter(kind: 'invitation' | 'reminder', holds: (a: Asked) => boolean): MailWriter {
  return async (tx, mail, t): Promise<MailText | null> => {
    const now = new Date();
    const asked = await read(tx, mail);
    if (!asked || !holds(asked) || whyNotInvite(asked.consultation, now)) return null;
    const { consultation, organisation, host, timeZone } = asked;
    const closes = closesFor(consultation, now);
    const until = closes && formatTime(closes.toISOString(), mail.language, timeZone, 'day-time');
    return {
      subject: t(`balance:mail.${kind}.subject`, { title: consultation.title }),
      paragraphs: [
        t(`balance:mail.${kind}.text`, { organisation, host, title: consultation.title }),
        ...(until ? [t('balance:mail.until', { time: `${until} (${timeZone.replaceAll('_', ' ')})` })] : []),
        t('balance:mail.together'),
      ],
      link: { words: t('balance:mail.link'), path: `/consultations/${consultation.id}` },
    };
  };
}

async function read(tx: Tx, mail: MailRow): Promise<Asked | null> {
  const id = Number(mail.about.consultation);
  const organisationId = Number(mail.about.organisation);
  const reader = mail.personId ? await findReaderById(tx, mail.personId) : null;
  if (!reader || !speaksFor(reader, organisationId)) return null;
  const [row] = await tx<Omit<Asked, 'consultation' | 'timeZone'>[]>`
    select coalesce(o.names ->> ${mail.language}, o.name) as organisation, coalesce(h.names ->> ${mail.language}, h.name) as host,
      v.id is not null as begun, v.submitted_at is not null as done
    from consultation c join organisation h on h.id = c.host_id
    join consultation_invitation i on i.consultation_id = c.id and i.organisation_id = ${organisationId}
    join organisation o on o.id = i.organisation_id
    left join consultation_voice v on v.consultation_id = c.id and v.organisation_id = o.id
    where c.id = ${id}`;
  if (!row) return null;
  const consultation = await readTitled(tx, reader, id, mail.language).catch((e) => {
    // They speak for an organisation and belong to another: what they may not see is in no letter.
    if (isRefusal(e)) return null;
    throw e;
  });
  return consultation && { ...row, consultation, timeZone: reader.timeZone };
}

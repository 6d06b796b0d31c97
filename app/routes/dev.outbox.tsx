import { useLoaderData } from '@remix-run/react';
import PostalMime from 'postal-mime';
import { type MailView, OutboxPage } from '~/people/components/outbox-page';
import { page } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { titled } from '~/shared/title';

/** Only in development: what lies in the outbox opens accounts. */
export const loader = page(async ({ development, outbox, reader, t }) => {
  if (!development) throw refuse('not-found', 'shared:errors.not-found');
  const mails = await Promise.all((await outbox()).map(readMail));
  return { title: t('people:outbox.title'), mails, zone: reader?.timeZone ?? 'UTC' };
});

async function readMail({ name, raw }: { name: string; raw: string }): Promise<MailView> {
  const mail = await PostalMime.parse(raw);
  return {
    name,
    to: (mail.to ?? []).map((a) => a.address ?? '').join(', '),
    subject: mail.subject ?? '',
    at: mail.date ?? new Date(0).toISOString(),
    text: mail.text ?? '',
  };
}

export const meta = titled;

export default function Outbox() {
  return <OutboxPage {...useLoaderData<typeof loader>()} />;
}

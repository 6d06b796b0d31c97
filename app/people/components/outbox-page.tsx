import { useTranslation } from 'react-i18next';
import { Time } from '../../shared/ui/time';

export interface MailView {
  name: string;
  to: string;
  subject: string;
  at: string;
  text: string;
}

/** Mail as text, its addresses made links: what a person in development does instead of opening a mailbox. */
export function OutboxPage({ mails, zone }: { mails: MailView[]; zone: string }) {
  const { t } = useTranslation('people');
  return (
    <div className="narrow">
      <h1>{t('outbox.title')}</h1>
      <p className="lede">{t('outbox.text')}</p>
      {mails.length === 0 && <p className="empty">{t('outbox.empty')}</p>}
      {mails.map((mail) => (
        <article key={mail.name} className="post">
          <h2 dir="auto">{mail.subject}</h2>
          <p className="meta">
            <span>
              {t('outbox.to')} <bdi>{mail.to}</bdi>
            </span>
            <Time at={mail.at} zone={zone} />
          </p>
          <div className="words">
            {mail.text.split(/\n{2,}/).map((paragraph) => (
              <p key={paragraph} dir="auto">
                <WithLinks text={paragraph} />
              </p>
            ))}
          </div>
        </article>
      ))}
    </div>
  );
}

function WithLinks({ text }: { text: string }) {
  return text.split(/(https?:\/\/\S+)/).map((part) =>
    part.startsWith('http') ? (
      <a key={part} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}

import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll } from 'vitest';

export interface Arrived {
  to: string[];
  subject: string;
  text: string;
  html: string;
  headers: Email['headers'];
  /** As it came over the wire. */
  raw: Buffer;
  /** The first link of the mail, as path and search, without the site's own address at its foot. */
  link: string;
}

export interface Mailbox {
  /** For `SMTP_URL`. */
  url: string;
  /** The oldest mail to this address that fits, now or when it arrives; each mail is handed out once. */
  waitFor(to: string, fits?: (mail: Arrived) => boolean): Promise<Arrived>;
  /** Mail to this address that nobody has asked for yet. */
  left(to: string): Arrived[];
  /** While true, every mail is refused for now, as a mail server in trouble does. */
  refuses: boolean;
}

/** A real mail server on a free port, closed when the test file ends. */
export async function startMailbox(): Promise<Mailbox> {
  const arrived: Arrived[] = [];
  const waiting: { to: string; fits: (mail: Arrived) => boolean; resolve: (mail: Arrived) => void }[] = [];

  const take = (mail: Arrived) => {
    const i = waiting.findIndex((w) => mail.to.includes(w.to) && w.fits(mail));
    if (i < 0) return void arrived.push(mail);
    waiting.splice(i, 1)[0]!.resolve(mail);
  };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        if (mailbox.refuses) return done(Object.assign(new Error('Try later'), { responseCode: 451 }));
        // The envelope is emptied for the next mail as soon as this one is accepted.
        const to = session.envelope.rcptTo.map((r) => r.address.toLowerCase());
        const raw = Buffer.concat(chunks);
        const mail = await PostalMime.parse(raw);
        done();
        take(readable(mail, to, raw));
      });
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const mailbox: Mailbox = {
    url: `smtp://127.0.0.1:${port}`,
    refuses: false,
    waitFor(to, fits = () => true) {
      const i = arrived.findIndex((mail) => mail.to.includes(to.toLowerCase()) && fits(mail));
      if (i >= 0) return Promise.resolve(arrived.splice(i, 1)[0]!);
      return new Promise((resolve) => waiting.push({ to: to.toLowerCase(), fits, resolve }));
    },
    left: (to) => arrived.filter((mail) => mail.to.includes(to.toLowerCase())),
  };
  return mailbox;
}

function readable(mail: Email, to: string[], raw: Buffer): Arrived {
  const text = mail.text ?? '';
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  const { pathname, search } = link ? new URL(link) : { pathname: '', search: '' };
  return {
    to,
    subject: mail.subject ?? '',
    text,
    html: mail.html ?? '',
    headers: mail.headers,
    raw,
    link: pathname + search,
  };
}

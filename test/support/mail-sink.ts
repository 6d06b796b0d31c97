import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface SunkMail {
  to: string[];
  messageId: string;
  raw: Buffer;
}

export interface Sink {
  url: string;
  /** Each mail as often as it was accepted, with the recipients of its envelope. */
  accepted: SunkMail[];
  close(): Promise<void>;
}

/** A mail server that takes everything at once and counts; `refuse` may answer a recipient with a code of SMTP. */
export async function startSink(
  refuse: (to: string) => { code: number; text: string } | null = () => null,
): Promise<Sink> {
  const accepted: SunkMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo(address, _session, done) {
      const no = refuse(address.address);
      done(no ? Object.assign(new Error(no.text), { responseCode: no.code }) : undefined);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const messageId = /^message-id:\s*(<[^>]+>)/im.exec(raw.subarray(0, 4000).toString('latin1'))?.[1] ?? '';
        accepted.push({ to: session.envelope.rcptTo.map((r) => r.address.toLowerCase()), messageId, raw });
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    accepted,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

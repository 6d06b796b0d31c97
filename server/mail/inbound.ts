import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { isReplyAddress, takeReply } from '../../app/notices/replying/commands.server';
import { secretOf } from '../../app/notices/replying/reply';
import type { FileCleaner, Log } from '../../app/shared/context';
import { isRefusal } from '../../app/shared/refusal';
import type { Sql } from '../../db/connect';
import type { MailInConfig } from '../config';
import { recordBounce } from './bounces';
import { type Resolver, readReply } from './receiving';

/** Five files of ten megabytes as base64, and the text. */
const mostBytes = 72 * 1024 * 1024;
/** All of it is in memory while it is looked through; more at once are asked to come again. */
const mostAtOnce = 4;

export interface Inbound {
  port: number;
  stop(): Promise<void>;
}

interface Parts {
  sql: Sql;
  log: Log;
  now: () => Date;
  cleanFile: FileCleaner;
  /** Counts one reply to a person's address. */
  limit: (key: string) => Promise<void>;
  resolver: Resolver;
  /** The address that our mail is sent from: what could not be delivered comes back to it. */
  sender: string;
}

/**
 * Listens for answers by mail. An address that is not ours is turned away before a word is sent; a mail is accepted only
 * once what became of it is committed, so that a server that dies meanwhile is sent it again. Nothing is relayed.
 */
export async function openInbound(config: MailInConfig, parts: Parts): Promise<Inbound> {
  let underWay = 0;
  const tls = config.tls && { key: fs.readFileSync(config.tls.key), cert: fs.readFileSync(config.tls.cert) };
  const server = new SMTPServer({
    ...(tls ?? {}),
    name: config.domain,
    banner: 'Plenary',
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: mostBytes,
    maxClients: 50,
    socketTimeout: 60_000,
    closeTimeout: 2000,
    logger: false,
    onRcptTo(to, session, done) {
      // Each is answered by itself: what became of one must not be said for another.
      if (session.envelope.rcptTo.length > 0) return done(answer(452, 'One address at a time'));
      if (isSender(to.address, parts.sender)) return done();
      const secret = secretOf(to.address, config.domain);
      const known = secret ? isReplyAddress(parts.sql, secret) : Promise.resolve(false);
      known.then(
        (is) => done(is ? null : answer(550, 'No such address')),
        () => done(answer(451, 'Try again later')),
      );
    },
    onData(stream, session, done) {
      if (underWay >= mostAtOnce) {
        stream.resume();
        stream.on('end', () => done(answer(451, 'Busy: try again later')));
        return;
      }
      underWay++;
      let isUnderWay = true;
      const end = () => {
        if (isUnderWay) underWay--;
        isUnderWay = false;
      };
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.on('end', () => {
        const taken = stream.sizeExceeded
          ? Promise.reject(answer(552, 'Larger than files may be'))
          : take(Buffer.concat(chunks), session, config, parts);
        taken
          .then(
            () => done(),
            (e) => done('responseCode' in Object(e) ? e : laterAfter(e, parts.log)),
          )
          .finally(end);
      });
      stream.on('error', end);
    },
  });
  server.on('error', (e: Error & { code?: string }) => {
    parts.log.warn({ code: e.code ?? 'unknown' }, 'a connection that brings mail was broken');
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(config.port, config.host, () => resolve((server.server.address() as AddressInfo).port));
  });
  return { port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function take(raw: Buffer, session: SMTPServerSession, config: MailInConfig, parts: Parts): Promise<void> {
  const to = session.envelope.rcptTo[0]!.address;
  if (isSender(to, parts.sender)) {
    const isReport = await recordBounce(parts.sql, raw);
    parts.log.info({ outcome: isReport ? 'bounce' : 'nothing' }, 'a mail came back');
    return;
  }
  const secret = secretOf(to, config.domain)!;
  const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
  const envelope = { ip: session.remoteAddress, helo: session.hostNameAppearsAs || undefined, sender };
  const reply = await readReply(raw, envelope, { secret, domain: config.domain }, parts.resolver).catch((e) => {
    parts.log.warn({ error: String((e as Error)?.name ?? 'unknown') }, 'a mail could not be read');
    throw answer(554, 'This could not be read');
  });
  const outcome = await takeReply(parts.sql, reply, parts.now(), { cleanFile: parts.cleanFile, limit: parts.limit });
  parts.log.info({ outcome }, 'a mail came');
}

const isSender = (address: string, sender: string) => address.toLowerCase() === sender.toLowerCase();

function laterAfter(e: unknown, log: Log): Error {
  if (isRefusal(e)) return answer(451, 'Too many: try again later');
  log.error({ error: String((e as Error)?.name ?? e), code: (e as { code?: string }).code }, 'a mail was not taken');
  return answer(451, 'Try again later');
}

function answer(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

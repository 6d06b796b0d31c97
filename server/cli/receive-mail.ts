import nodemailer from 'nodemailer';
import { isSettingsRefusal, readConfig } from '../config';

/**
 * `npm run mail:receive -- <recipient> [<sender>]`: hands the mail on standard input to the running platform, for mail
 * servers that pipe. Ends as they expect (sysexits.h): 0 taken, 67 no such address, 69 refused for good, 75 come again.
 * Whose mail it is is judged by its signature alone: the server that sent it is not known here.
 */
const [recipient, sender = ''] = process.argv.slice(2);
const config = readConfig(process.env);
if (isSettingsRefusal(config)) {
  console.error(config.sentence);
  process.exit(75);
}
if (!recipient || !config.mailIn || config.mailIn.port === 0) {
  console.error(
    recipient
      ? 'No answers by mail are taken here: set REPLY_DOMAIN and MAIL_IN_PORT as the running platform has them.'
      : 'Say to whom the mail is: npm run mail:receive -- reply+…@reply.example.org',
  );
  process.exit(recipient ? 75 : 64);
}
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const { host, port } = config.mailIn;
const transport = nodemailer.createTransport({
  host: host === '0.0.0.0' || host === '::' ? 'localhost' : host,
  port,
  ignoreTLS: true,
  connectionTimeout: 10_000,
});
try {
  await transport.sendMail({ envelope: { from: sender, to: recipient }, raw: Buffer.concat(chunks) });
} catch (e) {
  const { responseCode } = e as { responseCode?: number };
  console.error(`The mail was not taken (${responseCode ?? (e as { code?: string }).code ?? 'no answer'}).`);
  process.exit(responseCode === 550 ? 67 : responseCode && responseCode >= 500 ? 69 : 75);
}

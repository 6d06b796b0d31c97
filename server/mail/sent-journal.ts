import fs from 'node:fs';
import path from 'node:path';

/**
 * Which mails were handed over and are not yet known to be so by the database. Between the answer of the mail server and
 * the commit lie milliseconds in which a process may be killed; a line in a file takes microseconds and outlives the
 * process. What stands here is not sent again, by whichever attempt comes next.
 */
export interface SentJournal {
  has(mail: string): boolean;
  note(mail: string): void;
  /** The database has it: it need not be known here any more. */
  forget(mail: string): void;
  all(): string[];
  close(): void;
}

const mostBytes = 64 * 1024;
const id = /^[0-9a-f-]{36}$/;

export function openSentJournal(file: string): SentJournal {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const sent = new Set(
    fs.existsSync(file)
      ? fs
          .readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => id.test(line))
      : [],
  );
  const handle = fs.openSync(file, 'a', 0o600);
  let bytes = fs.fstatSync(handle).size;
  // A line that a kill cut off must not run into the next.
  if (bytes > 0) bytes += fs.writeSync(handle, '\n');
  return {
    has: (mail) => sent.has(mail),
    note(mail) {
      bytes += fs.writeSync(handle, `${mail}\n`);
      sent.add(mail);
    },
    forget(mail) {
      sent.delete(mail);
      if (sent.size > 0 || bytes < mostBytes) return;
      fs.ftruncateSync(handle, 0);
      bytes = 0;
    },
    all: () => [...sent],
    close: () => fs.closeSync(handle),
  };
}

import fs from 'node:fs';
import path from 'node:path';
import { refused, type SettingsRefusal } from './config';

/**
 * Holds a data folder for this process. Two servers on one embedded database would each stop the other's: the second
 * is told who is there. The mark of a process that was killed is taken over.
 */
export function holdFolder(
  dataDir: string,
  { name, setting } = { name: 'Plenary', setting: 'DATA_DIR' },
): (() => void) | SettingsRefusal {
  try {
    makeFolder(dataDir);
  } catch (e) {
    return refused(
      `${setting} is ${dataDir}, which cannot be written (${(e as NodeJS.ErrnoException).code}). Choose a folder that this user may write to.`,
    );
  }
  const file = path.join(dataDir, 'held-by');
  const holder = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  if (holder && holder !== process.pid && runs(holder)) {
    return refused(
      `${name} already runs from ${dataDir} as process ${holder}. Stop it first, or set ${setting} to another folder.`,
    );
  }
  fs.writeFileSync(file, String(process.pid));
  return () => fs.rmSync(file, { force: true });
}

/** Folder by folder: Node's own recursion goes round for ever where a folder exists and takes no other (/proc). */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) fs.accessSync(folder, fs.constants.W_OK);
  else {
    makeFolder(path.dirname(folder));
    fs.mkdirSync(folder);
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM';
  }
  // A number is given out again after a restart: where the system tells, only a Node process counts.
  const told = `/proc/${pid}/cmdline`;
  return !fs.existsSync(told) || /node/.test(fs.readFileSync(told, 'utf8'));
}

import fs from 'node:fs';

/**
 * Processor time so far of a PostgreSQL server and of all its processes, those that ended included, in milliseconds;
 * null where the system has no /proc to tell it. Clock ticks are hundredths of a second on every Linux there is.
 */
export function databaseCpuMs(postmaster: number): number | null {
  try {
    let ticks = 0;
    for (const entry of fs.readdirSync('/proc')) {
      if (!/^\d+$/.test(entry)) continue;
      const fields = statOf(entry);
      if (!fields) continue;
      const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number) as [number, number, number, number];
      if (Number(entry) === postmaster) ticks += utime + stime + cutime + cstime;
      else if (Number(fields[1]) === postmaster) ticks += utime + stime;
    }
    return ticks * 10;
  } catch {
    return null;
  }
}

/** Fields after the program's name, which may hold spaces; null where the process has ended meanwhile. */
function statOf(pid: string): string[] | null {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

import fs from 'node:fs';
import path from 'node:path';

/** The sign-ins are printed in full once, when they are made; later only the place where they are kept. */
export function printSignIns(dataDir: string, isNew: boolean): void {
  const file = path.join(dataDir, 'demonstration.json');
  if (!fs.existsSync(file)) return;
  if (!isNew) {
    console.log(`Demonstration accounts: their passwords are in ${path.relative(process.cwd(), file)}\n`);
    return;
  }
  const { accounts } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
    accounts: { role: string; email: string; password: string }[];
  };
  console.log('Demonstration accounts, all invented:');
  for (const a of accounts) console.log(`  ${a.role.padEnd(20)} ${a.email.padEnd(44)} ${a.password}`);
  console.log(`They are kept in ${path.relative(process.cwd(), file)} and shown only this once.\n`);
}

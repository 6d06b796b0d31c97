import fs from 'node:fs';
import path from 'node:path';
import type { RoomDemonstration } from '../db/room/seed';

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

const fileIn = (dataDir: string) => path.join(dataDir, 'demonstration.json');

function readKept(dataDir: string): { room?: RoomDemonstration } {
  const file = fileIn(dataDir);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as { room?: RoomDemonstration }) : {};
}

/** Puts the room's invented sign-ins beside the platform's, for the owner of the folder alone. */
export function keepRoomSignIns(dataDir: string, room: RoomDemonstration): void {
  const file = fileIn(dataDir);
  const kept = { ...readKept(dataDir), room };
  fs.mkdirSync(dataDir, { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  fs.chmodSync(file, 0o600);
}

export function hasRoomSignIns(dataDir: string): boolean {
  return readKept(dataDir).room !== undefined;
}

/** The room's, in full once, as the platform's are; later they lie in the same file. */
export function printRoomSignIns(dataDir: string, isNew: boolean): void {
  const { room } = readKept(dataDir);
  if (!room || !isNew) return;
  console.log(`Staff of the demonstration room, all invented, at ${room.address}/desk:`);
  for (const s of room.staff)
    console.log(
      `  ${s.role.padEnd(12)} ${s.signIn.padEnd(34)} ${s.passphrase}\n  ${''.padEnd(12)} authenticator key ${s.totpSecret}`,
    );
  console.log(`Two invitations that nobody has used, for ${room.address}: ${room.invitations.join(' and ')}\n`);
}

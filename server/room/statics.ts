import fs from 'node:fs';
import path from 'node:path';
import type { RoomLook } from '../../app/room/context';

/** What stands beside the pages, read once: a sheet, a script, and an icon of one clear dot that shows nothing. */
export function readStatics(folder: string, look: RoomLook): Map<string, { type: string; bytes: Buffer }> {
  const statics = new Map<string, { type: string; bytes: Buffer }>();
  for (const [src, type] of [
    [look.staff, 'text/css; charset=utf-8'],
    [look.exit.src, 'text/javascript; charset=utf-8'],
  ] as const)
    statics.set(src, { type, bytes: fs.readFileSync(path.join(folder, src)) });
  statics.set('/favicon.ico', { type: 'image/x-icon', bytes: clearDot() });
  return statics;
}

/** One transparent pixel. Without an icon browsers draw a letter of the address. */
function clearDot(): Buffer {
  const header = Buffer.from([0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 32, 0, 48, 0, 0, 0, 22, 0, 0, 0]);
  const bitmap = Buffer.alloc(48);
  bitmap.writeUInt32LE(40, 0);
  bitmap.writeInt32LE(1, 4);
  bitmap.writeInt32LE(2, 8);
  bitmap.writeUInt16LE(1, 12);
  bitmap.writeUInt16LE(32, 14);
  return Buffer.concat([header, bitmap]);
}

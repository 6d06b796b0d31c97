import fs from 'node:fs';
import path from 'node:path';
import { versionOf } from '../../../app/voices/contributing/consent-texts.server';
import { submit } from '../../../app/voices/contributing/submit.server';
import { newReceipt } from '../../../app/voices/crypto/codes';
import { type Costs, productionCosts } from '../../../app/voices/crypto/secrets';
import { scopes } from '../../../app/voices/scopes';
import { readRoomConfig } from '../../../server/room/config';
import { startRoom } from '../../../server/room/main';
import { isSettingsRefusal } from '../../../server/settings';
import { anInvitation, anOpenRoom } from '../../support/room-people';
import { answerAsks } from '../asks';

/**
 * The room as it is shipped, with a database of its own; bundled into build/bench/room, three folders below the root. `BENCH_LIMITS` multiplies the limits for each caller, and
 * `BENCH_COST` stretches codes less, where what is measured is all the rest.
 */
const config = readRoomConfig(process.env);
if (isSettingsRefusal(config)) throw new Error(config.sentence);
const cost = Number(process.env.BENCH_COST ?? 0);
const costs: Costs = cost ? { receipt: cost, passphrase: cost } : productionCosts;
const room = await startRoom(config, {
  root: path.resolve(import.meta.dirname, '../../..'),
  costs,
  limitFactor: Number(process.env.BENCH_LIMITS ?? 1),
});
const { sql, keys, shred, now } = room.host;
const some = { sql, keys, shred, now };
const open = await anOpenRoom(some);

/** Codes of people who were here: in production's way, through the command that her own page uses. */
async function receipts(count: number): Promise<string[]> {
  const codes: string[] = [];
  for (let i = 0; i < count; i++) {
    const invitation = await anInvitation(some, open);
    const receipt = newReceipt();
    await submit(some, (work) => work(), {
      text: 'Opening hours should fit people who work in the day (invented).',
      language: 'en',
      given: scopes.map((scope) => ({ scope, textHash: versionOf(scope, 'en', ['Told (invented).']) })),
      exclusions: { organisations: [], categories: [] },
      by: { invitation: invitation.id, receipt: receipt.canonical },
    });
    codes.push(receipt.shown);
  }
  return codes;
}

answerAsks({
  url: () => `http://${room.listensOn.host}:${room.listensOn.port}`,
  invitation: async () => (await anInvitation(some, open)).shown,
  receipts,
  /** Highest use of memory so far, in bytes. */
  memory: () => process.resourceUsage().maxRSS * 1024,
  written: () => sizeOf(config.dataDir),
  stop: () => room.stop(),
});

/** Bytes of everything in a folder but the database's own log of changes, which is as long as it is whatever happens. */
function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.includes('pg_wal')) continue;
    bytes += fs.statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

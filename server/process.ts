import fs from 'node:fs';
import path from 'node:path';
import { seedWorld } from '../db/seed/seed';
import { isSettingsRefusal, readConfig } from './config';
import { holdFolder } from './hold';
import { type Running, start } from './main';
import { type RoomChild, startRoomChild } from './room-child';
import { hasRoomSignIns, printRoomSignIns, printSignIns } from './sign-ins';

/** The process as `npm start` runs it: settings, one start, one clean end. */
const config = readConfig(process.env);
if (isSettingsRefusal(config)) stopWith(config.sentence);
else await run();

async function run(): Promise<void> {
  if (isSettingsRefusal(config)) return;
  let running: Running | undefined;
  let room: RoomChild | undefined;
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    console.log(`${signal}: finishing what is under way.`);
    // Started while stopping: wait until there is something to stop.
    await starting.catch(() => {});
    await Promise.all([room?.stop(), running?.stop()]);
    release?.();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  let release: (() => void) | undefined;
  const starting = (async () => {
    const held = holdFolder(config.dataDir);
    if (isSettingsRefusal(held)) throw held;
    release = held;
    running = await start(config, {
      root: rootFolder(),
      door: config.room?.door ?? null,
      beforeListening: async (sql, isNew) => {
        if (isNew) await seedWorld(sql, config.dataDir);
      },
    });
  })();
  try {
    await starting;
  } catch (e) {
    release?.();
    if (isSettingsRefusal(e)) return stopWith(e.sentence);
    console.error(e);
    process.exit(1);
  }
  if (stopping || !running) return;
  console.log(`\nPlenary is at ${running.url}\n`);
  printSignIns(config.dataDir, running.isNew);
  if (!config.room) return console.log('No survivor room runs beside it: ROOM and ROOM_DATABASE_URL decide that.\n');
  const wasSeeded = hasRoomSignIns(config.dataDir);
  room = startRoomChild(process.env, config.room.host);
  room.onEnd(() => console.error('The survivor room has ended; Plenary goes on without it. Start both again.'));
  const began = await room.started;
  if (stopping) return;
  if ('url' in began) {
    console.log(`The survivor room is at ${began.url}\n`);
    printRoomSignIns(config.dataDir, !wasSeeded);
  } else console.error(`${began.sentence} Plenary goes on without the survivor room.`);
}

function rootFolder(): string {
  // The bundle lies in build/host, the source in server: the root is where package.json is.
  for (let at = path.dirname(new URL(import.meta.url).pathname); ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, 'package.json'))) return at;
  }
}

function stopWith(sentence: string): void {
  console.error(sentence);
  process.exit(1);
}

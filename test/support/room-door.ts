import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { answering } from '../../app/voices/door/answers.server';
import { openDoor } from '../../server/room/door';
import { openVoices } from '../../server/voices';
import type { SomeRoomProcess } from './room-people';

export { aReleasedExcerpt, aReleasedTheme, withdrawn } from './room-released';

/** The door over a room's tables, keys and shred store, both ends of it; closed when the test file ends. */
export async function aDoor(room: SomeRoomProcess) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'door-'));
  const socket = path.join(folder, 'in', 'door.sock');
  const answer = answering(room);
  const open = () => openDoor({ path: socket, answer });
  let door: Awaited<ReturnType<typeof open>> | null = await open();
  const voices = openVoices(socket);
  afterAll(async () => {
    voices.close();
    await door?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return {
    socket,
    voices,
    /** As if the room's process had stopped. */
    async fallSilent() {
      await door?.close();
      door = null;
    },
    async speakAgain() {
      door = await open();
    },
  };
}

import { afterAll, inject } from 'vitest';
import { type RoomOptions, startRoomOn, startRoomWithCluster, type TestRoom } from './room-running';

export { cheapCosts, type TestRoom } from './room-running';
export { RoomVisitor } from './room-visitor';

/** The whole room on port 0, in this process, with the real build and a database cloned from the room's template. */
export function startTestRoom(options: RoomOptions = {}): Promise<TestRoom> {
  return startRoomOn(inject('databaseUrl'), options);
}

/** The same, stopped when the test file ends. */
export async function roomForFile(options: RoomOptions = {}): Promise<TestRoom> {
  const room = await startTestRoom(options);
  afterAll(() => room.stop());
  return room;
}

/** A room with a cluster of its own, roles and settings as they are shipped: for what is read from disks. */
export async function roomWithOwnCluster(options: RoomOptions = {}): Promise<TestRoom> {
  const room = await startRoomWithCluster(options);
  afterAll(() => room.stop());
  return room;
}

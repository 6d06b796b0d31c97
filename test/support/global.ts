import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, type Sql } from '../../db/connect';
import { startEmbedded } from '../../db/embedded';
import { migrate } from '../../db/migrate';
import { grantRows, makeRoles, ownerRole, shutDatabase } from '../../db/room/roles';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

export const templateName = 'plenary_template';
export const roomTemplateName = 'room_template';
/** Of roles that live as long as the run's own server. */
export const roomPasswords = { owner: 'room-owner-of-the-tests', app: 'room-app-of-the-tests-' };

/** One real PostgreSQL for the run, with a migrated template that every test file clones. */
export async function startTestDatabase(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  const folder = given ? null : fs.mkdtempSync(path.join(os.tmpdir(), 'plenary-test-'));
  if (folder) fs.chmodSync(folder, 0o755);
  // Nothing here has to outlive the run, so nothing waits for the disk.
  const embedded = folder
    ? await startEmbedded(folder, {
        settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
      })
    : null;
  const url = embedded?.url ?? given!;
  const admin = connect(url, { max: 1 });
  await admin.unsafe(`drop database if exists ${templateName}`);
  await admin.unsafe(`create database ${templateName}`);
  const template = connect(databaseAt(url, templateName), { max: 1 });
  await migrate(template, path.resolve(import.meta.dirname, '../../db/migrations'));
  await template.end();
  await makeRoomTemplate(admin, url);
  await admin.end();
  return {
    url,
    async stop() {
      await embedded?.stop();
      if (folder) fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The room's own template: made and migrated by the role that owns it, used by the one that reads and writes rows. */
async function makeRoomTemplate(admin: Sql, url: string): Promise<void> {
  await admin.unsafe(`drop database if exists ${roomTemplateName}`);
  await admin.unsafe(`create database ${roomTemplateName}`);
  await makeRoles(admin, roomPasswords);
  await shutDatabase(admin, roomTemplateName);
  const within = connect(databaseAt(url, roomTemplateName), { max: 1 });
  await within.unsafe(`alter schema public owner to ${ownerRole}`);
  await within.end();
  const owner = connect(databaseAt(url, roomTemplateName, ownerRole, roomPasswords.owner), { max: 1 });
  await migrate(owner, path.resolve(import.meta.dirname, '../../db/room/migrations'));
  await grantRows(owner);
  await owner.end();
}

export function databaseAt(url: string, name: string, role?: string, password?: string): string {
  const at = new URL(url);
  at.pathname = `/${name}`;
  if (role) at.username = role;
  if (password) at.password = password;
  return at.toString();
}

export default async function setup(project: TestProject) {
  const database = await startTestDatabase();
  project.provide('databaseUrl', database.url);
  return () => database.stop();
}

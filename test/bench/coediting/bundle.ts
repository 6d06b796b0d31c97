import path from 'node:path';
import { build } from 'esbuild';

/**
 * Plenary with what asks it, bundled as a build bundles the host: what `npm start` runs is no source that is translated
 * as it is loaded, with a name given anew to each function within a function. Returns the file to start.
 */
export async function bundlePlenary(root: string): Promise<string> {
  const outdir = path.join(root, '.cache', 'bench-coediting');
  await build({
    entryPoints: {
      plenary: path.join(import.meta.dirname, 'plenary.ts'),
      folding: path.join(root, 'server/coediting/fold-worker.mjs'),
    },
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return path.join(outdir, 'plenary.js');
}

import path from 'node:path';
import { build } from 'vite';

/** Builds the bare route into `folder`. */
export async function buildBareRemix(folder: string): Promise<void> {
  const root = import.meta.dirname;
  const config = { root, configFile: path.join(root, 'vite.config.ts'), logLevel: 'error' as const };
  const { NODE_ENV, BARE_BUILD } = process.env;
  Object.assign(process.env, { NODE_ENV: 'production', BARE_BUILD: path.relative(root, folder) });
  try {
    await build(config);
    await build({ ...config, build: { ssr: true } });
  } finally {
    process.env.NODE_ENV = NODE_ENV ?? 'production';
    if (BARE_BUILD === undefined) Reflect.deleteProperty(process.env, 'BARE_BUILD');
  }
}

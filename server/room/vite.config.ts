import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import { roomConfig } from '../../remix.config.js';

/**
 * The room's pages are a build of their own, of their own root and routes: in the platform's build an address that
 * matches nothing would be answered with the platform's scripts. What this makes for browsers is never served.
 */
export default defineConfig({
  plugins: [remix(roomConfig)],
  resolve: { alias: { '~': new URL('../../app', import.meta.url).pathname } },
  publicDir: false,
  build: { target: 'es2022' },
  define: { 'process.env.NODE_ENV': '"production"' },
  // One file: nothing is looked up in a folder of packages while somebody waits. Sodium brings its own machine code.
  ssr: { noExternal: true, external: ['libsodium-wrappers'] },
});

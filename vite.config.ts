import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

export default defineConfig({
  // Under vitest the Remix plugin would try to serve the app; the rules under test need none of it.
  plugins: process.env.VITEST ? [] : [remix(remixConfig)],
  resolve: { alias: { '~': new URL('./app', import.meta.url).pathname } },
  build: { target: 'es2022', assetsInlineLimit: 0 },
  server: { hmr: { path: '/@hmr' } },
});

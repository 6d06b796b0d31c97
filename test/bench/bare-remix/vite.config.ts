import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixConfig from '../../../remix.config.js';

// The same flags as the house itself; where the build goes is told by whoever measures.
export default defineConfig({
  plugins: [remix({ ...remixConfig, buildDirectory: process.env.BARE_BUILD ?? 'build' })],
});

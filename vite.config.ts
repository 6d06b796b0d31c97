import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

/**
 * What nearly every page of ours needs comes in two files instead of twenty: on a slow line each request costs more than
 * its bytes. The editor, the sockets and each language stay apart, since many pages do without them.
 */
function chunkOf(id: string): string | undefined {
  if (
    /node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|turbo-stream|i18next|react-i18next|html-parse-stringify|void-elements|cookie|use-sync-external-store)\//.test(
      id,
    )
  )
    return 'ground';
  // What reads forms stays with them: zod, which it brings, would be a fifth of every first page.
  if (/\/app\/shared\/(?!locales\/|rich-text\/|typed\.ts)/.test(id) || /\/app\/shared\/rich-text\/quote\.ts$/.test(id))
    return 'house';
  if (
    /\/app\/(attachments\/attachment|discussions\/(discussion|live-client|live-events|live-state|post-view|handed-page|components\/(conversation|post|use-live|use-draft|composer|read-so-far|mention-names)))\.tsx?$/.test(
      id,
    )
  )
    return 'house';
  return undefined;
}

export default defineConfig(({ isSsrBuild }) => ({
  // Under vitest the Remix plugin would try to serve the app; the rules under test need none of it.
  plugins: process.env.VITEST ? [] : [remix(remixConfig)],
  resolve: { alias: { '~': new URL('./app', import.meta.url).pathname } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    ...(isSsrBuild ? {} : { rollupOptions: { output: { manualChunks: chunkOf } } }),
  },
  server: { hmr: { path: '/@hmr' } },
}));

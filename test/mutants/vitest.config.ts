import { defineConfig } from 'vitest/config';

/** The tests that mutants of consent, gate and cryptography are tried on. Nothing of them needs a database. */
export default defineConfig({
  resolve: { alias: { '~': new URL('../../app', import.meta.url).pathname } },
  test: {
    include: ['app/voices/{consent,gate}.test.ts', 'app/voices/crypto/*.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 60_000,
  },
});

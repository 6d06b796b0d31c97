import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '~': new URL('./app', import.meta.url).pathname } },
  test: {
    include: ['{app,server,db,test}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/build/**'],
    globalSetup: ['test/support/global.ts'],
    // What hangs is ended; what is only slow, on a machine that does much else, is not wrong.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    // Rules beside the code need no database: `PLENARY_TESTS=rules` starts none.
    ...(process.env.PLENARY_TESTS === 'rules'
      ? { include: ['{app,server,db}/**/*.test.{ts,tsx}'], globalSetup: [] }
      : {}),
  },
});

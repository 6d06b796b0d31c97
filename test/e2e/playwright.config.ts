import { defineConfig } from '@playwright/test';

const executablePath = process.env.PLAYWRIGHT_CHROMIUM_PATH;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './global.ts',
  workers: 2,
  retries: 0,
  // What is waited for comes; on a busy machine later.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  outputDir: '../../test-results',
  use: {
    browserName: 'chromium',
    launchOptions: {
      // As root Chromium's sandbox cannot be made; the pages are our own.
      chromiumSandbox: process.getuid?.() !== 0,
      ...(executablePath ? { executablePath } : {}),
    },
    trace: 'off',
  },
});

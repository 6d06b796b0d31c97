import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../support/find-browser';

export interface FirstVisit {
  /** Bytes over the wire as they were sent: compressed, with their heads. */
  kilobytes: number;
  requests: number;
  elsewhere: number;
  /** Largest contentful paint, in milliseconds. */
  lcp: number;
  /** Sum of what tasks took beyond 50 ms. */
  blocking: number;
}

/** A phone's profile: 1.6 Mbit/s down, 0.75 up, 150 ms, a processor of a quarter. */
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 1024 * 1024) / 8,
};
const slower = 4;

export async function openBrowser(): Promise<Browser> {
  const browser = findBrowser();
  if (!browser) throw new Error('No browser could be found. Set PLAYWRIGHT_CHROMIUM_PATH to a Chromium or Chrome.');
  return chromium.launch({
    chromiumSandbox: process.getuid?.() !== 0,
    ...(browser === 'own' ? {} : { executablePath: browser }),
  });
}

/** First visits of someone with an empty cache: the middle one of each figure. */
export async function measureFirstVisit(
  browser: Browser,
  url: string,
  path: string,
  cookie: string | null,
  times: number,
): Promise<FirstVisit> {
  const visits: FirstVisit[] = [];
  for (let i = 0; i < times; i++) visits.push(await visit(browser, url, path, cookie));
  const middle = (of: (v: FirstVisit) => number) => visits.map(of).sort((a, b) => a - b)[Math.floor(times / 2)]!;
  return {
    kilobytes: middle((v) => v.kilobytes),
    requests: middle((v) => v.requests),
    elsewhere: middle((v) => v.elsewhere),
    lcp: middle((v) => v.lcp),
    blocking: middle((v) => v.blocking),
  };
}

async function visit(browser: Browser, url: string, path: string, cookie: string | null): Promise<FirstVisit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  try {
    if (cookie) {
      const [name, value] = cookie.split('=');
      await context.addCookies([{ name: name!, value: value!, url }]);
    }
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', network);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
    let bytes = 0;
    let requests = 0;
    let elsewhere = 0;
    cdp.on('Network.loadingFinished', (e) => {
      bytes += e.encodedDataLength;
    });
    cdp.on('Network.requestWillBeSent', (e) => {
      if (!/^https?:/.test(e.request.url)) return;
      requests++;
      if (!e.request.url.startsWith(url)) elsewhere++;
    });
    await page.addInitScript(watchPaints);
    await page.goto(url + path, { waitUntil: 'networkidle' });
    await untilIdle(page);
    const { lcp, blocking } = await figuresOf(page);
    return { kilobytes: bytes / 1024, requests, elsewhere, lcp, blocking };
  } finally {
    await context.close();
  }
}

interface Watched {
  lcp: number;
  blocking: number;
  lastTask: number;
}

/** Until nothing is left to do for a while: hydration, and what it asks for. */
async function untilIdle(page: Page): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const idle = await page.evaluate(() => performance.now() - (window as unknown as Watched).lastTask);
    if (idle > 1500) return;
    await page.waitForTimeout(200);
  }
}

function watchPaints(): void {
  const seen = window as unknown as Watched;
  Object.assign(seen, { lcp: 0, blocking: 0, lastTask: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.lcp = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      seen.blocking += Math.max(0, entry.duration - 50);
      seen.lastTask = entry.startTime + entry.duration;
    }
  }).observe({ type: 'longtask', buffered: true });
}

function figuresOf(page: Page): Promise<{ lcp: number; blocking: number }> {
  return page.evaluate(() => {
    const { lcp, blocking } = window as unknown as Watched;
    return { lcp, blocking };
  });
}

// The first that matches counts: most browsers also name those they descend from.
const browsers: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/**
 * What a session began with, in words its owner recognises: "Firefox on Linux", or less where less is known. Nothing
 * else of what the browser says about itself is kept.
 */
export function describeAgent(userAgent: string | null): string {
  const said = userAgent ?? '';
  const named = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(said))?.[1];
  return [named(browsers), named(systems)].filter(Boolean).join(' on ');
}

/** The same, taken apart again, to be said in the reader's language. */
export function agentParts(agent: string): { browser: string; system: string } | null {
  const [browser, system] = agent.split(' on ');
  return browser && system ? { browser, system } : null;
}

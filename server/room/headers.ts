const off = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'local-fonts',
  'microphone',
  'payment',
  'screen-wake-lock',
  'serial',
  'usb',
];

/**
 * The headers of every answer, whatever its status: set in one place and last, since a route or an error could drop
 * them. `integrity` is that of the one script; a page runs no other, not even one that somebody wrote into it. Features are named where a page could
 * use them to watch or to speak; each name is bytes in every answer.
 */
export function goldenHeaders(options: {
  integrity: string;
  /** Of the one stylesheet that stands in pages. */
  sheetIntegrity: string;
  /** Reached over https under a name of its own: browsers shall never try without. Not for onions, which have no https. */
  strictTransport: boolean;
  onionUrl: string | undefined;
}): Record<string, string> {
  return {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src 'self' '${options.sheetIntegrity}'`,
      "img-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
      `script-src '${options.integrity}'`,
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': off.map((name) => `${name}=()`).join(', '),
    // Not no-referrer: with that, browsers name no origin for a form, and a form of another site could not be told.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex, noarchive',
    ...(options.strictTransport ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
    ...(options.onionUrl ? { 'Onion-Location': `${options.onionUrl}/` } : {}),
  };
}

/** Pages are filled up to whole pieces, so that their length does not tell what is on them. */
export const piece = 16 * 1024;

export function padded(html: Buffer): Buffer {
  const length = Math.max(1, Math.ceil(html.length / piece)) * piece;
  return Buffer.concat([html, Buffer.alloc(length - html.length, 0x20)]);
}

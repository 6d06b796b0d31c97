/** A number that is another one when any target is: it tells whether somebody has set them meanwhile. */
export function versionOf(targets: readonly { sector: string; region: string; target: number }[]): number {
  const lines = targets.filter((t) => t.target > 0).map((t) => `${t.sector} ${t.region} ${t.target}`);
  let hash = 2_166_136_261;
  // FNV-1a: nobody gains by finding two sets of the same number.
  for (const sign of lines.sort().join('\n')) hash = Math.imul(hash ^ sign.charCodeAt(0), 16_777_619) >>> 0;
  return hash;
}

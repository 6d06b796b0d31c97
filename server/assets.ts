import fs from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';

interface Asset {
  type: string;
  identity: Buffer;
  br?: Buffer;
  gzip?: Buffer;
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Scripts and styles of the build, held in memory with the compressed copies that the build made beside them. Their
 * names carry a hash of their content, so a browser may keep them for ever. What it gives answers a request for one of
 * them, and says whether it did.
 */
export function openAssets(folder: string): (pathname: string, req: IncomingMessage, res: ServerResponse) => boolean {
  const assets = new Map<string, Asset>();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const type = types[path.extname(file)];
    if (!entry.isFile() || !type) continue;
    const packed = (ending: string) => (fs.existsSync(file + ending) ? fs.readFileSync(file + ending) : undefined);
    assets.set(`/${path.relative(folder, file).split(path.sep).join('/')}`, {
      type,
      identity: fs.readFileSync(file),
      br: packed('.br'),
      gzip: packed('.gz'),
    });
  }
  return (pathname, req, res) => {
    const asset = req.method === 'GET' || req.method === 'HEAD' ? assets.get(pathname) : undefined;
    if (!asset) return false;
    const accepted = String(req.headers['accept-encoding'] ?? '');
    const encoding =
      asset.br && /\bbr\b/.test(accepted) ? 'br' : asset.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : null;
    const body = (encoding && asset[encoding]) || asset.identity;
    res.writeHead(200, {
      'Content-Type': asset.type,
      'Content-Length': body.length,
      'Cache-Control': pathname.startsWith('/assets/')
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=86400',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Encoding',
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
    return true;
  };
}

import type { RequestListener } from 'node:http';
import express from 'express';
import { answerPage } from './answer';
import { openAssets } from './assets';
import type { Host } from './host';
import { keepKey, remember, rememberedKey, wordsOf } from './kept-keys';
import { languageOf } from './language';
import { answerMisaddressed } from './misaddressed';
import { comesFromThisMachine, isRoomsName } from './origin';
import { soundUrl } from './request';

const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Everything that answers HTTP. Kept pages come first, because they are nine tenths of what visitors ask; then scripts
 * and styles, and pages that have to be rendered. Express has what else a server needs: it costs a tenth of a page.
 */
export function makeHttp(host: Host): RequestListener {
  const assets = host.vite ? null : openAssets(host.clientFolder);
  const others = makeOthers(host);

  return (req, res) => {
    if (host.demonstration() && !comesFromThisMachine(req)) {
      res.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' });
      res.end('This installation holds demonstration accounts and answers this machine alone.');
      return;
    }
    if (isRoomsName(req, host.roomNames)) {
      res.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8' });
      res.end(`This address is not served here. Open ${host.publicUrl()} instead.`);
      return;
    }
    const words = wordsOf(req);
    const before = words === null ? undefined : rememberedKey(words);
    if (before !== undefined && host.pages.serve(before, req, res)) return;

    const url = soundUrl(req, host);
    if (!url || !known.has(req.method!)) {
      void answerMisaddressed(host, req, res, url ? 'method' : 'address');
      return;
    }
    const key = words === null ? null : keepKey(url, languageOf(url, req.headers, undefined));
    if (key !== null) {
      remember(words!, key);
      if (host.pages.serve(key, req, res)) return;
    }
    const began = performance.now();
    const render = () => {
      res.on('finish', () => {
        host.log.info(
          { method: req.method, path: url.pathname, status: res.statusCode, ms: Math.round(performance.now() - began) },
          'answered',
        );
      });
      if (assets?.(url.pathname, req, res)) return;
      if (host.vite || forOthers.has(url.pathname)) others(req as express.Request, res as express.Response);
      // A HEAD renders no body: kept, it would be an empty page for everyone after.
      else void answerPage(host, req, res, req.method === 'GET' ? key : null);
    };
    const first = key !== null && host.pages.waitFor(key);
    if (!first) return render();
    void first.then(() => {
      if (!res.destroyed && !host.pages.serve(key, req, res)) render();
    });
  };
}

const forOthers = new Set(['/healthz', '/readyz']);

/** What asks whether the process is well, and in development whatever Vite serves. */
function makeOthers(host: Host): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.get('/healthz', (_req, res) => void res.type('text').send('alive'));
  app.get('/readyz', async (_req, res) => {
    const ready = !host.isDraining() && (await host.isReady().catch(() => false));
    res
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready' : 'not ready');
  });
  if (host.vite) app.use(host.vite);
  app.use((req, res) => void answerPage(host, req, res, null));
  return app;
}

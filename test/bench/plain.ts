import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from '../../db/connect';
import { answerAsks } from './asks';
import { type ListedRow, listQuery, type PostRow, postsQuery } from './queries';

/*
 * Two baselines on bare node:http: a page held in memory, and one indexed query through the same driver, rendered with
 * template strings.
 */
const sql = connect(process.env.DATABASE_URL!, { max: 10 });
const held = new Map<string, { body: Buffer; headers: http.OutgoingHttpHeaders }>();

const server = http.createServer(async (req, res) => {
  const kept = held.get(req.url!);
  if (kept) {
    res.writeHead(200, kept.headers);
    res.end(kept.body);
    return;
  }
  const discussion = Number(/^\/posts\/(\d+)$/.exec(req.url!)?.[1] ?? 0);
  const body = Buffer.from(discussion ? postsPage(await postsQuery(sql, discussion)) : listPage(await listQuery(sql)));
  res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length });
  res.end(body);
});

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

function postsPage(posts: PostRow[]): string {
  return page(
    posts[0]?.title ?? '',
    posts
      .map(
        (
          p,
        ) => `<article id="post-${p.id}"><header><b>${escaped(p.author)}</b> <span>${escaped(p.organisation)}</span> <span>${escaped(p.sector)}</span>
<a href="/posts/${p.id}"><time datetime="${p.at.toISOString()}">${p.at.toISOString()}</time></a></header>
${p.inReplyTo ? `<p><a href="/posts/${p.inReplyTo}">${escaped(p.replyAuthor ?? '')}</a></p>` : ''}<div lang="${p.language}">${p.html}</div>
<p>${Object.entries(p.reactions ?? {}).map(([kind, n]) => `${kind} ${n}`)}</p></article>`,
      )
      .join(''),
  );
}

function listPage(rows: ListedRow[]): string {
  return page(
    'Discussions',
    `<ul>${rows
      .map(
        (d) =>
          `<li><a href="/posts/${d.id}">${escaped(d.title)}</a> <time datetime="${d.closesAt.toISOString()}">${d.closesAt.toISOString()}</time> ${d.postCount} ${d.organisationCount}</li>`,
      )
      .join('')}</ul>`,
  );
}

await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));

answerAsks({
  url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  hold({ path, body, headers }: { path: string; body: string; headers: Record<string, string> }) {
    const bytes = Buffer.from(body, 'base64');
    held.set(path, { body: bytes, headers: { ...headers, 'content-length': bytes.length } });
  },
});

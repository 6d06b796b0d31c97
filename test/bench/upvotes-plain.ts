import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from '../../db/connect';
import { answerAsks } from './asks';

/* The least that an upvote can be and still be kept: one insert, which counts each person once. */
const sql = connect(process.env.DATABASE_URL!, { max: 10 });

const server = http.createServer((req, res) => {
  let body = '';
  req.setEncoding('utf8');
  req.on('data', (chunk: string) => {
    body += chunk;
  });
  req.on('end', async () => {
    const field = (name: string) =>
      Number(new RegExp(`(?:name="${name}"\r\n\r\n|\\b${name}=)(\\d+)`).exec(body)?.[1] ?? 0);
    await sql`
      insert into bare_vote (question_id, person_id) values (${field('question')}, ${field('person')}) on conflict do nothing`;
    res.writeHead(303, { Location: '/' });
    res.end();
  });
});

await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));

answerAsks({ url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

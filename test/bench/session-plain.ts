import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { livePath } from '../../app/discussions/live-events';
import { answerAsks } from './asks';

/* The least that telling a room can be: socket.io, one room, and what is told comes with the request. Nothing is asked or kept. */
const server = http.createServer((req, res) => {
  let body = '';
  req.setEncoding('utf8');
  req.on('data', (chunk: string) => {
    body += chunk;
  });
  req.on('end', () => {
    io.to('all').emit('session', JSON.parse(body));
    res.writeHead(303, { Location: '/' });
    res.end();
  });
});
const io = new Server(server, { path: livePath, serveClient: false, perMessageDeflate: false });
io.on('connection', (socket) => {
  socket.on('joinTalk', (_: unknown, answer: (a: object) => void) => {
    void socket.join('all');
    answer({ ok: true });
  });
});

await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));

answerAsks({ url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

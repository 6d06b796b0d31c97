import http from 'node:http';
import type { Voices } from '../app/heard/voices';
import { answered, hasWords, type Marker, most, type Question, type VoiceAnswer } from '../app/voices/door/protocol';

/** How long a page waits for the room; what the process asks beside pages may take longer. */
const limits = { page: 1000, beside: 5000 };

export interface Door extends Voices {
  close(): void;
}

/**
 * Opens the platform's end of the door: a socket's path, or null where no room runs. Whatever goes wrong (no room, no answer in
 * time, an answer of another shape) is silence, and where it goes wrong is not logged, since errors could hold what was said.
 */
export function openVoices(socket: string | null): Door {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  async function ask(question: Question, input: unknown, ms: number): Promise<unknown> {
    if (socket === null) return null;
    const said = await post(socket, agent, question, JSON.stringify(input), ms).catch(() => null);
    if (said === null) return null;
    try {
      const parsed = answered[question].safeParse(JSON.parse(said));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }
  return {
    async read(voices, audience, surface) {
      const said = (await ask('read', { voices, audience, surface }, limits.page)) as {
        voices: Record<string, VoiceAnswer>;
      } | null;
      const silent: VoiceAnswer = { marker: 'silent' satisfies Marker };
      return new Map(
        voices.map((voice) => {
          const one = said?.voices[voice];
          return [voice, one && (hasWords(one) || one.marker) ? one : silent];
        }),
      );
    },
    ask: (question, input) => ask(question, input, limits.beside) as never,
    close: () => agent.destroy(),
  };
}

function post(socketPath: string, agent: http.Agent, question: string, body: string, ms: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const req = http.request({
      socketPath,
      agent,
      method: 'POST',
      path: `/${question}`,
      headers,
      signal: AbortSignal.timeout(ms),
    });
    req.on('error', reject);
    req.on('response', (res) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      res.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > most.answer) req.destroy(new Error('too long'));
        else chunks.push(chunk);
      });
      res.on('end', () =>
        res.statusCode === 200 ? resolve(Buffer.concat(chunks).toString('utf8')) : reject(new Error('refused')),
      );
      res.on('error', reject);
    });
    req.end(body);
  });
}

import { RoomVisitor } from '../../support/room-visitor';
import type { Child } from '../asks';

export interface Loop {
  requests: number;
  bytes: number;
  thirdParties: number;
  scripts: number;
}

/** Everything somebody does from the slip of paper to taking her words back, with what it costs her in requests and bytes. */
export async function measureLoop(room: Child): Promise<Loop> {
  const base = await room.ask<string>('url');
  const invitation = await room.ask<string>('invitation');
  const pages: string[] = [];
  const visitor = new RoomVisitor(base);
  const step = async (work: Promise<unknown>) => {
    await work;
    if (visitor.page.status !== 200) throw new Error(`A page of the loop answered ${visitor.page.status}`);
    pages.push(visitor.page.text);
  };
  await step(visitor.get());
  // What a browser fetches beside the page, once.
  for (const address of addressesIn(visitor.page.text)) if (address.startsWith('/')) await beside(visitor, address);
  await step(visitor.submit('enter', { code: invitation }));
  await step(visitor.submit('pause', { age: 'adult' }));
  await step(visitor.submit('told', { go: 'on' }));
  await step(visitor.submit('choices', { 'scope-read_by_support': 'yes', 'scope-reply': 'yes', go: 'on' }));
  await step(visitor.submit('views', { 'answer-0': 'Longer opening hours would help (invented).', go: 'on' }));
  await step(visitor.submit('exclusions', { go: 'on' }));
  const receipt = /<p class="code"[^>]*>([\s\S]*?)<\/p>/.exec(visitor.page.text)?.[1]?.replace(/\D/g, '') ?? '';
  await step(visitor.submit('code', { go: 'send' }));
  await visitor.get('/leave');
  await step(visitor.get());
  await step(visitor.submit('enter', { code: receipt }));
  await step(visitor.submit('show', { view: 'replies' }));
  await step(visitor.submit('show', { view: 'withdraw' }));
  const [button] = visitor.form('withdraw').buttons;
  await step(visitor.submit('withdraw', button ? { [button.name]: button.value } : {}));
  const outside = pages.flatMap(addressesIn).filter((a) => URL.canParse(a) && new URL(a).origin !== base);
  const scripts = new Set(pages.flatMap((p) => [...p.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)));
  return { ...visitor.counted, thirdParties: outside.length, scripts: scripts.size };
}

async function beside(visitor: RoomVisitor, path: string): Promise<void> {
  const answer = await fetch(`${visitor.base}${path}`);
  visitor.counted.requests++;
  visitor.counted.bytes += (await answer.arrayBuffer()).byteLength;
}

/** Addresses that a browser loads by itself; links wait for somebody to follow them. */
function addressesIn(html: string): string[] {
  const tags = html.match(/<(?:link|script|img|iframe|source|video|audio|object|embed)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => /\b(?:href|src|data)="([^"]*)"/.exec(tag)?.[1] ?? []);
}

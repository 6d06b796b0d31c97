import type { RoomLimit } from '../../app/room/context';
import { callerKey } from '../../app/voices/crypto/tokens';

/** Uses that are there at first, and how many come back in a minute. */
interface Rate {
  burst: number;
  perMinute: number;
}

const perDay = (n: number): Rate => ({ burst: n, perMinute: n / (24 * 60) });

/** By caller, and by what is named beside the caller. A code is never locked: nobody can lock another out by guessing. */
const rates: Record<RoomLimit, { caller: Rate; extra: Rate }> = {
  code: { caller: { burst: 10, perMinute: 5 }, extra: { burst: 10, perMinute: 5 } },
  submit: { caller: { burst: 30, perMinute: 2 }, extra: perDay(5) },
  staff: { caller: { burst: 10, perMinute: 5 }, extra: { burst: 30, perMinute: 20 } },
};

const most = 20_000;

export interface Limits {
  /** Seconds until it may be tried again, or null where this use is free. */
  take(what: RoomLimit, caller: string | null, extra: string | undefined): number | null;
  size(): number;
}

/**
 * Buckets of tokens in memory, never written. The key of a caller is an HMAC under a key of this start: an address goes
 * in and none can be had out. A caller of null (onion visitors all come from the same place) is bounded by the queue
 * before the codes alone.
 */
export function openLimits(now: () => number, factor = 1): Limits {
  const buckets = new Map<string, { left: number; at: number }>();
  const take = (key: string, rate: Rate): number | null => {
    const burst = rate.burst * factor;
    const perMs = (rate.perMinute * factor) / 60_000;
    const at = now();
    const bucket = buckets.get(key) ?? { left: burst, at };
    const left = Math.min(burst, bucket.left + Math.max(0, at - bucket.at) * perMs);
    buckets.delete(key);
    // The oldest go first; who floods with new addresses loses no more than that.
    if (buckets.size >= most) buckets.delete(buckets.keys().next().value!);
    buckets.set(key, { left: left >= 1 ? left - 1 : left, at });
    return left >= 1 ? null : Math.ceil((1 - left) / perMs / 1000);
  };
  return {
    take(what, caller, extra) {
      const waits = [
        caller === null ? null : take(`${what} ${caller}`, rates[what].caller),
        extra === undefined ? null : take(`${what} of ${extra}`, rates[what].extra),
      ].filter((wait) => wait !== null);
      return waits.length === 0 ? null : Math.max(...waits);
    },
    size: () => buckets.size,
  };
}

/** The neighbourhood of an address, /24 or /48, under a key that is forgotten with the process. */
export function callerOf(bootKey: Buffer, address: string): string {
  return callerKey(bootKey, prefixOf(address));
}

export function prefixOf(address: string): string {
  const four = /(?:^|:)(\d+\.\d+\.\d+)\.\d+$/.exec(address);
  if (four) return four[1]!;
  const [before = '', after] = address.toLowerCase().split('%')[0]!.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return [...head, ...zeros, ...tail]
    .slice(0, 3)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

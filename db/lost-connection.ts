import type { Sql, Tx } from './connect';

/** What a query says whose connection is gone, or is being ended by the server. */
function isLoss(e: unknown): boolean {
  const { code, severity } = (e ?? {}) as { code?: unknown; severity?: unknown };
  return (
    severity === 'FATAL' || (typeof code === 'string' && /^(CONNECTION_|ECONNRESET$|EPIPE$|ETIMEDOUT$)/.test(code))
  );
}

const never = new Promise<never>(() => {});
/** So long an end that the server announced may take to come. */
const graceMs = 2000;

/**
 * Keeps transactions off a connection that was lost. The driver (3.4.9) refuses `begin` at that moment, but what runs
 * inside, its own rollback included, writes on to the connection: that throws where nobody can catch it and ends the
 * process, or leaves half a message behind that spoils the connection for whoever comes after. So from the loss on
 * nothing is asked any more, and the work inside is left standing where it is: whoever called `begin` has been told.
 */
export function guardTransactions(sql: Sql): void {
  const begin = sql.begin.bind(sql) as (...args: unknown[]) => Promise<unknown>;
  const guarded = (...args: unknown[]) => {
    const work = args.pop() as Work;
    const state: State = { loss: null, over: false };
    const done = begin(...args, (tx: Tx) => inside(tx, work, state, outer));
    const outer = done.then(
      () => {},
      (e: unknown) => {
        state.loss ??= e;
        state.over = true;
      },
    );
    return done;
  };
  Object.assign(sql, { begin: guarded });
}

type Work = (tx: Tx) => unknown;
interface State {
  loss: unknown;
  /** Whoever called `begin` was told. */
  over: boolean;
}

async function inside(tx: Tx, work: Work, state: State, outer: Promise<void>): Promise<unknown> {
  try {
    const result = await work(watched(tx, state, outer));
    // The driver would commit now.
    if (state.loss !== null) await left(state, outer);
    return result;
  } catch (e) {
    // The driver would roll back now.
    if (state.loss === null && !isLoss(e)) throw e;
    state.loss ??= e;
    await left(state, outer);
    throw e;
  }
}

/** Stays for ever where `begin` was refused; returns where it was not, and the loss was another connection's. */
async function left(state: State, outer: Promise<void>): Promise<void> {
  if (!state.over) {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([outer, new Promise<void>((done) => (timer = setTimeout(done, graceMs)))]);
    clearTimeout(timer);
  }
  if (state.over) await never;
  state.loss = null;
}

/** The transaction, which asks nothing after a loss, and notices one before whoever asked does. */
function watched(tx: Tx, state: State, outer: Promise<void>): Tx {
  const watch = <T>(query: T): T => {
    // Not by the query's own `then`, which would send it: it may be a part of another one.
    if (query instanceof Promise)
      Promise.prototype.then.call(query, undefined, (e: unknown) => {
        if (isLoss(e)) state.loss ??= e;
      });
    return query;
  };
  const whole = () => {
    if (state.loss !== null) throw state.loss;
  };
  return new Proxy(tx, {
    apply(target, self, args) {
      whole();
      return watch(Reflect.apply(target as unknown as (...a: unknown[]) => unknown, self, args));
    },
    get(target, name, receiver) {
      if (name === 'savepoint')
        return (...args: unknown[]) => {
          whole();
          const work = args.pop() as Work;
          const savepoint = target.savepoint as unknown as (...a: unknown[]) => Promise<unknown>;
          return savepoint(...args, (inner: Tx) => inside(inner, work, state, outer));
        };
      if (name === 'unsafe')
        return (...args: unknown[]) => {
          whole();
          return watch((target.unsafe as (...a: unknown[]) => unknown)(...args));
        };
      return Reflect.get(target, name, receiver);
    },
  });
}

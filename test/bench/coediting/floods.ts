import { type AttackName, attackNames } from './attacks.clients';
import { quantile } from './histogram';
import { endMeasured, type Ground, type Measured, memoryOf, type Name, residentOf, startMeasured } from './servers';
import { playScene } from './typing';

export interface FloodFigures {
  name: Name;
  attack: AttackName;
  /** The longest that an edit of a bystander took, in milliseconds; those of the document attacked and of another. */
  stallMs: number;
  /** Edits of bystanders that never arrived. */
  lost: number;
  /** Bystanders that were put out. */
  putOut: number;
  /** Messages that bystanders were sent and could not read. */
  unreadable: number;
  /** How far the process grew meanwhile, in megabytes; null where the system cannot tell. */
  grownMb: number | null;
  /** Whether it ended. */
  exited: boolean;
}

/** Bystanders type on while somebody else misbehaves, in a server that each attack finds fresh if the last ended it. */
export async function measureFloods(ground: Ground, name: Name): Promise<FloodFigures[]> {
  const figures: FloodFigures[] = [];
  let measured: Measured | undefined;
  for (const attack of attackNames) {
    measured ??= await startMeasured(ground, name);
    const figure = await flood(ground, measured, attack);
    figures.push(figure);
    if (figure.exited) {
      await measured.child.end();
      measured = undefined;
    }
  }
  if (measured) await endMeasured(measured);
  return figures;
}

async function flood(ground: Ground, measured: Measured, attack: AttackName): Promise<FloodFigures> {
  const { child, server } = measured;
  const before = (await memoryOf(measured)).rss;
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, residentOf(child.pid) ?? 0);
  }, 20);
  const attacker = ground.clients[1]!;
  let attacking: Promise<unknown> = Promise.resolve();
  const seconds = ground.quick ? 3 : 5;
  const outcome = await playScene(
    ground,
    measured,
    { documents: 2, people: 3, writers: 1, perSecond: 40, seconds },
    {
      patienceMs: 20_000,
      processes: 1,
      begun: (rooms) => {
        attacking = attacker.ask('attack', { server, room: rooms[0]!, name: attack, share: ground.quick ? 0.2 : 1 });
      },
    },
  ).catch(() => null);
  await attacking.catch(() => {});
  const exited = !(await Promise.race([
    child.ask('cpu').then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 30_000)),
  ]));
  clearInterval(sampling);
  return {
    name: measured.name,
    attack,
    stallMs: outcome ? quantile(outcome.times, 1) : Number.NaN,
    lost: outcome ? outcome.expected - outcome.deliveries : Number.NaN,
    putOut: outcome ? Object.values(outcome.closed).reduce((a, b) => a + b, 0) : Number.NaN,
    unreadable: outcome?.unreadable ?? Number.NaN,
    grownMb: residentOf(process.pid) === null ? null : (most - before) / 1e6,
    exited,
  };
}

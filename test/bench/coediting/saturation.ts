import { quantile } from './histogram';
import type { Ground, Measured, Name } from './servers';
import { playScene } from './typing';

export interface SaturationStep {
  /** Deliveries a second that would take place if everything kept up. */
  offered: number;
  perSecond: number;
  /** Of the server, and of the busier of the clients' processes: 1 is a whole core. */
  core: number;
  clientCore: number;
  p95: number;
  lost: number;
}

export interface SaturationFigures {
  name: Name;
  steps: SaturationStep[];
}

const people = 100;
const writers = 20;
/** Deliveries a second; the aim stands at the last but one, and at the last nothing may collapse. */
export const ladder = [62_500, 125_000, 250_000, 500_000, 1_000_000, 2_000_000, 4_000_000];

/** One document, more and more updates, until a server no longer keeps up by far. */
export async function measureSaturation(
  ground: Ground,
  servers: Measured[],
  seconds: number,
): Promise<SaturationFigures[]> {
  const figures: SaturationFigures[] = [];
  for (const measured of servers) {
    const steps: SaturationStep[] = [];
    for (const offered of ladder) {
      ground.say(`saturation: ${measured.name}, ${offered.toLocaleString('en')} a second`);
      const perSecond = offered / writers / (people - 1);
      const o = await playScene(
        ground,
        measured,
        { documents: 1, people, writers, perSecond, seconds },
        { patienceMs: 6000 },
      );
      steps.push({
        offered,
        perSecond: o.perSecond,
        core: o.core,
        clientCore: o.clientCore,
        p95: quantile(o.times, 0.95),
        lost: o.expected - o.deliveries,
      });
      // What falls this far behind is collapsing; the steps above would only fill memory.
      if (measured.name !== 'Plenary' && o.perSecond < offered * 0.5) break;
    }
    figures.push({ name: measured.name, steps });
  }
  return figures;
}

/** The most that was delivered at any step. */
export function mostOf(figures: SaturationFigures): SaturationStep {
  return figures.steps.reduce((most, step) => (step.perSecond > most.perSecond ? step : most));
}

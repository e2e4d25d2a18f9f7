import { setTimeout as wait } from 'node:timers/promises';

const strideMs = 50;
const fastest = 1_000_000;

/**
 * A clock that runs `times` as fast: what is more than real time is walked in short strides, each through every due instant.
 * So nothing is hurried past: where work takes its time, the clock is slower instead.
 * @param walk moves the time forward by so many milliseconds
 */
export function createPace(
  walk: (ms: number) => Promise<unknown>,
  signal: AbortSignal,
  onError: (error: unknown) => void,
) {
  let speed = 1;
  let running = false;

  const run = async (): Promise<void> => {
    running = true;
    try {
      while (speed > 1) {
        const since = performance.now();
        await wait(strideMs, undefined, { signal });
        await walk(Math.round((performance.now() - since) * (speed - 1)));
      }
    } catch (error) {
      speed = 1;
      if (!signal.aborted) onError(error);
    } finally {
      running = false;
    }
  };

  return {
    speed: () => speed,
    set(times: number): void {
      if (!(times >= 1 && times <= fastest)) {
        throw new RangeError(`The speed ${times} must be from 1 (real time) to ${fastest}.`);
      }
      speed = times;
      if (!running) void run();
    },
  };
}

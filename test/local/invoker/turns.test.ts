import { setImmediate as settled } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createTurns } from '#local/invoker/turns.ts';

/** Pieces of work that note when they begin and end when they are told to. */
function pieces() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<void>>();
  return {
    begun,
    piece: (name: string) => () => {
      const end = Promise.withResolvers<void>();
      begun.push(name);
      ends.set(name, end);
      return end.promise;
    },
    async end(name: string, error?: Error) {
      const end = ends.get(name);
      if (error) end?.reject(error);
      else end?.resolve();
      await settled();
    },
  };
}

const names = (kind: string, count: number) => Array.from({ length: count }, (_, index) => `${kind}-${index}`);

describe('work of the host', () => {
  test('begins at once when it answers a request, however much runs behind', async () => {
    const { begun, piece } = pieces();
    const turns = createTurns();
    for (const name of names('step', 50)) void turns.behind('step', piece(name));
    for (const name of names('request', 20)) void turns.request(piece(name));
    await settled();
    expect(begun.filter((name) => name.startsWith('request'))).toHaveLength(20);
    expect(begun.filter((name) => name.startsWith('step')).length).toBeLessThan(50);
  });

  test('goes on behind requests, with less at a time the more of them there are', async () => {
    const { begun, piece } = pieces();
    const turns = createTurns();
    for (const name of names('request', 5)) void turns.request(piece(name));
    for (const name of names('step', 50)) void turns.behind('step', piece(name));
    await settled();
    const beside5 = begun.filter((name) => name.startsWith('step')).length;
    const crowd = pieces();
    const crowded = createTurns();
    for (const name of names('request', 500)) void crowded.request(crowd.piece(name));
    for (const name of names('step', 50)) void crowded.behind('step', crowd.piece(name));
    await settled();
    const beside500 = crowd.begun.filter((name) => name.startsWith('step')).length;
    expect(beside500).toBeGreaterThan(0);
    expect(beside5).toBeGreaterThan(beside500);
  });

  test('finishes workflows that have begun before the stream begins new ones', async () => {
    const { begun, piece, end } = pieces();
    const turns = createTurns();
    for (const name of names('busy', 8)) void turns.behind('step', piece(name));
    void turns.behind('record', piece('record'));
    void turns.behind('step', piece('step'));
    await settled();
    await end('busy-0');
    expect(begun).toContain('step');
    expect(begun).not.toContain('record');
    await end('busy-1');
    expect(begun).toContain('record');
  });

  test('that fails tells its caller and makes room for the next', async () => {
    const { begun, piece, end } = pieces();
    const turns = createTurns();
    const failing = expect(turns.behind('step', piece('failing'))).rejects.toThrow('broken');
    for (const name of names('step', 8)) void turns.behind('step', piece(name));
    await settled();
    expect(begun).not.toContain('step-7');
    await end('failing', new Error('broken'));
    await failing;
    expect(begun).toContain('step-7');
  });
});

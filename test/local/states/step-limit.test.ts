import { expect, test } from 'vitest';
import { evaluate } from '#local/states/expression.ts';

const now = (source: string) =>
  evaluate(source, 'Output', () => ({ n: 500 }), { now: 0, draw: () => Buffer.alloc(16) });

test('a function that calls itself for ever fails its state and leaves the process free', async () => {
  const endless = async () => now('($f := function($n) { $f($n + 1) }; $f(0))');
  await expect(endless).rejects.toThrow(/more than 1000000 steps; look for a function/);
});

test('a function that goes ever deeper fails before the memory is full', async () => {
  const deeper = async () => now('($f := function($n) { 1 + $f($n + 1) }; $f(0))');
  await expect(deeper).rejects.toThrow(/steps deep/);
});

test('a function that ends may call itself, and counts anew each time', async () => {
  const sum = '($f := function($n) { $n <= 0 ? 0 : $n + $f($n - 1) }; $f($n))';
  for (let time = 0; time < 3; time++) expect(await now(sum)).toBe(125_250);
  expect(await now('$sum($map([1..50000], function($x) { $x * 2 }))')).toBe(2_500_050_000);
});

test('a range without end fails before the memory is full', async () => {
  await expect(async () => now('$count($range(1, 1e12, 1))')).rejects.toThrow(/\$range: more than 10000000 items/);
  expect(await now('$range(10, 1, -3)')).toEqual([10, 7, 4, 1]);
});

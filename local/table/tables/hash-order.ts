/**
 * Names without repetition as they come out of a hash table of Java, in which the service keeps them when it lists them in
 * an error.
 * @param expected with so many entries the table was made; 12 is as many as one of the usual size takes
 */
export function inHashOrder(names: readonly string[], expected = 12): string[] {
  const distinct = [...new Set(names)];
  let buckets = 2 ** Math.ceil(Math.log2(expected < 3 ? expected + 1 : Math.floor(expected / 0.75 + 1)));
  if (expected === 12) buckets = 16;
  while (distinct.length > buckets * 0.75) buckets *= 2;
  const placed = distinct.map((name, index) => ({ name, index, bucket: spread(hashOf(name)) & (buckets - 1) }));
  return placed.sort((one, other) => one.bucket - other.bucket || one.index - other.index).map(({ name }) => name);
}

function hashOf(name: string): number {
  let hash = 0;
  for (let index = 0; index < name.length; index += 1) hash = (Math.imul(hash, 31) + name.charCodeAt(index)) | 0;
  return hash;
}

const spread = (hash: number): number => hash ^ (hash >>> 16);

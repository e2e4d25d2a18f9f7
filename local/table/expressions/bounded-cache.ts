/** Remembers the newest uses of a function of a text, at most so many. */
export function remembered<T>(most: number, work: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    const known = results.get(text);
    const result = known ?? work(text);
    if (known !== undefined) results.delete(text);
    else if (results.size >= most) forgetOldest(results);
    results.set(text, result);
    return result;
  };
}

function forgetOldest(results: Map<string, unknown>): void {
  for (const oldest of results.keys()) {
    results.delete(oldest);
    return;
  }
}

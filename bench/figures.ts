/** Words for a figure and its bound; the process ends with 1 when one bound does not hold. */
export function verdict(holds: boolean, bound: string): string {
  if (!holds) process.exitCode = 1;
  return `${holds ? 'ok' : 'NOT MET'}: ${bound}`;
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** The smallest of the numbers that so large a part of them does not exceed; 0 of none. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** Prints rows with their columns in line, the first to the left and all others to the right. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [head, ...rows]) {
    const cells = row.map((text, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? text.padEnd(width) : text.padStart(width);
    });
    console.log(`  ${cells.join('  ')}`.trimEnd());
  }
}

export const whole = (number: number): string => Math.round(number).toLocaleString('en');
export const kilobytes = (bytes: number): string => `${whole(bytes / 1024)} KB`;

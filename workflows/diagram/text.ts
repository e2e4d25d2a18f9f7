/** Widths of letters in hundredths of the size, of the widest sans-serif that readers have (DejaVu): narrower ones fit too. */
function widthOf(letter: string): number {
  if (/[ijl|']/.test(letter)) return 28;
  if (/[frt,.:;!()[\] -]/.test(letter)) return 37;
  if (/[mwMW@%]/.test(letter)) return 92;
  return /[A-Z]/.test(letter) ? 70 : 61;
}

/** Estimated width of a line in pixels. */
export function measure(text: string, size: number): number {
  return ([...text].reduce((sum, letter) => sum + widthOf(letter), 0) * size) / 100;
}

/** Breaks a text between words so that each line fits into `width` pixels. */
export function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && measure(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

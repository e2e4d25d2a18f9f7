/** A text about a moment in whole seconds, written once for all that ask within the same second. @param write gets epoch milliseconds */
export function onceASecond(write: (now: number) => string): (now: number) => string {
  let known: number | undefined;
  let text = '';
  return (now) => {
    const second = Math.floor(now / 1000);
    if (second !== known) {
      text = write(second * 1000);
      known = second;
    }
    return text;
  };
}

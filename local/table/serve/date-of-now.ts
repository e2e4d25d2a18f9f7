const second = 1000;
let known = 0;
let date = '';

/** For the header `Date`: of the machine, as Node's HTTP server tells it, since clients set their clocks by it. Written once a second. */
export function dateOfNow(): string {
  const now = Date.now();
  if (now < known || now >= known + second) {
    known = now - (now % second);
    date = new Date(known).toUTCString();
  }
  return date;
}

/** So that the first of very many do not wait for the last. */
const mostAtOnce = 32;

/**
 * Sends at the end of a turn of the event loop what was asked and answered within it. Answers that leave one after the other wake a client
 * once; with work between them it would fall asleep after each, and to wake a process costs more than most answers. Answers
 * that come later, as those to writes, come many at a time by themselves and leave at once.
 */
export function turnEnd() {
  let gathered: (() => void)[] = [];
  let turn = 0;
  let isArranged = false;

  const sendAll = (): void => {
    const works = gathered;
    gathered = [];
    for (const work of works) work();
  };
  const end = (): void => {
    turn += 1;
    isArranged = false;
    sendAll();
  };

  return {
    /** The turn in which a request has come. */
    begin(): number {
      if (!isArranged) setImmediate(end);
      isArranged = true;
      return turn;
    },
    /** @param begun the turn of the request */
    send(begun: number, work: () => void): void {
      if (begun !== turn) work();
      else if (gathered.push(work) >= mostAtOnce) sendAll();
    },
  };
}

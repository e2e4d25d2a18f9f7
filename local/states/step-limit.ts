import type jsonata from 'jsonata';

/** A million steps take about two seconds; 256 KB of input hold far less that an expression could go through. */
const MOST_STEPS = 1_000_000;
const DEEPEST = 10_000;

/** A function that calls itself for ever would stop everything that runs in this process: it fails in place of that. */
export function limitSteps(expression: jsonata.Expression): void {
  let steps = 0;
  let depth = 0;
  hook(expression, 'entry', () => {
    steps += 1;
    depth += 1;
    if (steps > MOST_STEPS) throw tooMuch(`It takes more than ${MOST_STEPS} steps`);
    if (depth > DEEPEST) throw tooMuch(`It goes more than ${DEEPEST} steps deep`);
  });
  hook(expression, 'exit', () => {
    depth -= 1;
  });
}

/** JSONata calls these around each step, and finds them by symbols that its types do not name. */
function hook(expression: jsonata.Expression, moment: 'entry' | 'exit', call: () => void): void {
  Reflect.apply(expression.assign, expression, [Symbol.for(`jsonata.__evaluate_${moment}`), call]);
}

function tooMuch(what: string): Error {
  return Object.assign(new Error(`${what}; look for a function that calls itself without end.`), { code: 'U1001' });
}

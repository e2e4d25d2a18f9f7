import { startVitest, type TestCase, type TestModule, type TestSuite } from 'vitest/node';

/** The suite, what was left out and why, and one line at the end that says how it went. Arguments narrow it to some files. */
const vitest = await startVitest('test', process.argv.slice(2), { run: true, watch: false });
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const passed = tests.filter((test) => test.result().state === 'passed').length;
const skipped = tests.filter((test) => test.result().state === 'skipped').length;
const broken = vitest.state.getTestModules().filter((module) => module.errors().length > 0).length;
const failed = tests.length - passed - skipped + broken + vitest.state.getUnhandledErrors().length;
const leftOut = vitest.state.getTestModules().flatMap((module) => [...skippedIn(module)]);
await vitest.close();
for (const told of leftOut) console.log(`Skipped: ${told}`);
const counts = `${passed} passed, ${failed} failed`;
console.log(skipped > 0 ? `${counts}, ${skipped} skipped` : counts);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

/** The titles of the outermost skipped parts, which say why they are skipped. */
function* skippedIn(parent: TestModule | TestSuite): Generator<string> {
  for (const part of parent.children) {
    if (isSkipped(part)) yield part.fullName;
    else if (part.type === 'suite') yield* skippedIn(part);
  }
}

function isSkipped(part: TestCase | TestSuite): boolean {
  return part.options.mode === 'skip' || (part.type === 'test' && part.result().state === 'skipped');
}

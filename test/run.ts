import { startVitest } from 'vitest/node';

/** The suite, and one line at the end that says how it went. Arguments narrow it to some files. */
const vitest = await startVitest('test', process.argv.slice(2), { run: true, watch: false });
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const passed = tests.filter((test) => test.result().state === 'passed').length;
const skipped = tests.filter((test) => test.result().state === 'skipped').length;
const broken = vitest.state.getTestModules().filter((module) => module.errors().length > 0).length;
const failed = tests.length - passed - skipped + broken + vitest.state.getUnhandledErrors().length;
await vitest.close();
const counts = `${passed} passed, ${failed} failed`;
console.log(skipped > 0 ? `${counts}, ${skipped} skipped` : counts);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

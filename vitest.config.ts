import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], options: object = {}) => ({
  test: { name, include, expect: { requireAssertions: true }, ...options },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('core', ['test/{shared,workflows,functions}/**/*.test.ts'], { testTimeout: 60_000 }),
      project('local', ['test/local/**/*.test.ts', 'test/store/**/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      // One load of the CDK library serves all its files.
      project('infra', ['test/infra/**/*.test.ts'], { testTimeout: 60_000, hookTimeout: 60_000, isolate: false }),
      project('whole', ['test/whole/**/*.test.ts'], { testTimeout: 240_000, hookTimeout: 120_000 }),
    ],
  },
});

import { defineConfig } from 'vitest/config';

/** `npx vitest run --config test/e2e/vitest.config.ts`: against a real cluster, so never part of the two projects. */
export default defineConfig({ test: { include: ['test/e2e/**/*.test.ts'], fileParallelism: false } });

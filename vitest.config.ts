import { defineConfig } from 'vitest/config';

// `core` is the pure part: no Redis, no cluster, under a minute. `system` starts a real redis-server and real Bolt.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          include: ['test/**/*.test.ts'],
          exclude: ['test/system/**', 'test/e2e/**'],
          // Files share a process, so that the knowledge is read once and not by each of them. What they test keeps no state.
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/system/**/*.test.ts'],
          // Each starts servers of its own and ends them; what they share is loaded code.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // They wait most of the time (for timers, redeliveries, stalled jobs): three share two cores.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    // Many tests wait for child processes and disks: two at once are quicker even on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // The simulator and DuckDB are real here; a cold machine is slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

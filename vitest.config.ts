import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The simulator and DuckDB are real here; a cold machine is slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

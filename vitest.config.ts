import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{kernel,engine,rulebooks,phrases,batch,cli,bench,tools}/**/*.test.ts'],
    // The JSON report is what `.ci/run` counts its totals from.
    reporters: ['default', ['json', { outputFile: 'out/test/report.json' }]],
    // Legal days are computed in explicit zones; a test that only passes in the zone of its author fails here.
    env: { TZ: 'Pacific/Auckland' },
    testTimeout: 30_000,
    restoreMocks: true,
  },
})

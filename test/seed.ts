/**
 * With KEYWARD_SEED every property test runs the cases of that seed: a failure can be repeated, and the gate of a
 * change does not hang on the luck of the day. Without it each run tries other cases, and prints its seed when one fails.
 */
const seed = process.env['KEYWARD_SEED']

if (seed !== undefined) {
  const { default: fc } = await import('fast-check')
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) })
}

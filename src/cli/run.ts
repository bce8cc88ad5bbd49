/** The process behind bin/keyward.cjs. */
import { INTERRUPTED, main } from './main.ts'

const GRACE_MS = 500

// A reader that closes the pipe early (`| head`) has what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2))

const code = await main(process.argv.slice(2))
process.exitCode = code
// Whoever pressed Ctrl-C waits for nobody: what some library still holds open must not keep the program alive.
if (code === INTERRUPTED) setTimeout(() => process.exit(code), GRACE_MS).unref()

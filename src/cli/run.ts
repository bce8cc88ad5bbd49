/** The process behind bin/keyward.cjs. */
import { main } from './main.ts'

// A reader that closes the pipe early (`| head`) has what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2))

process.exitCode = await main(process.argv.slice(2))

/** One of several programs that keep a sign-in of the same person at the same time. */
import { keptSignIn } from '#store/sign-ins/kept-sign-in.ts'
import { aSharedKeyring } from './keyrings.ts'

const [folder = '', ring = '', number = ''] = process.argv.slice(2)
const ROUNDS = 15

for (let round = 0; round < ROUNDS; round += 1) {
  const kept = keptSignIn({
    folder,
    whose: 'global contoso.example one',
    keyring: aSharedKeyring(ring),
    // A file that does not open, or a place that does not keep, is what must not come of it.
    tell: ({ kind }) => {
      console.error(kind)
      process.exit(3)
    },
  })
  await kept.read()
  await kept.write(`tokens of ${number} `.repeat(2_000))
  const read = await kept.read()
  if (read === undefined) process.exit(4)
}

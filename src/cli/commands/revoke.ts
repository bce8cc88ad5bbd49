import { safeText } from '#model/text/safe-text.ts'
import { revoke as revokeDecision } from '#pipeline/decide.ts'
import { openSession } from '#pipeline/session.ts'
import { defineCommand } from '../command.ts'
import { dataFolder } from '../context.ts'
import { authorOf, nextStep } from '../decision.ts'
import { dataOption, formatOption, tenantOption } from '../options.ts'
import { print } from '../output.ts'

export const revoke = defineCommand({
  name: 'revoke',
  summary: 'take back an attestation or an acceptance',
  description:
    'Takes back what was attested or accepted about the subject of a finding, or about a partner. The finding returns with the next assessment; the journal keeps both.',
  arguments: [
    {
      name: '<about>',
      description:
        'the id of a finding or its beginning; a partner by name, tenant id or domain; or "roster of" such a partner',
    },
  ],
  options: [
    { flags: '--reason <text>', description: 'why it no longer holds' },
    { flags: '--author <name>', description: 'who takes it back (default: the user of this machine)' },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [{ line: 'keyward revoke 93cc --reason "contract ended"', does: 'the finding returns' }],
  async run(context, values, [about = '']) {
    const session = await openSession(dataFolder(values['data'], context.env))
    try {
      const revoked = await revokeDecision(await session.tenant(values['tenant'] as string | undefined), {
        about,
        author: authorOf(values),
        reason: (values['reason'] as string | undefined) ?? '',
        now: context.now(),
      })
      const said = `Taken back: ${revoked.revoked} about ${safeText(revoked.name)}. ${nextStep(revoked.control)}\n`
      const asJson = values['format'] === 'json'
      await print(context.stdout, asJson ? `${JSON.stringify(revoked, null, 2)}\n` : said)
      return 0
    } finally {
      await session.close()
    }
  },
})

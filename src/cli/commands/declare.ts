import { type DeclarationKind, declarationKinds } from '#model/decisions.ts'
import { safeText } from '#model/text/safe-text.ts'
import { declarationsOf, declareIn, withdrawFrom } from '#pipeline/declare.ts'
import { openSession } from '#pipeline/session.ts'
import { defineCommand } from '../command.ts'
import { type Context, dataFolder } from '../context.ts'
import { authorOf } from '../decision.ts'
import { dataOption, formatOption, tenantOption } from '../options.ts'
import { print } from '../output.ts'

export const declare = defineCommand({
  name: 'declare',
  summary: 'say what is so: break-glass accounts, how many administrators',
  description: `Records what you say is so, with author and reason; controls take it into account from the next assessment on. Kinds: ${declarationKinds.join(', ')}. Without arguments it lists what is declared.`,
  arguments: [
    { name: '[kind]', description: 'what is declared' },
    {
      name: '[subject]',
      description: 'an account (UPN or id), the number for admin-limit, or "PARTNER: words"',
    },
  ],
  options: [
    { flags: '--reason <text>', description: 'why it is so' },
    { flags: '--author <name>', description: 'who says so (default: the user of this machine)' },
    { flags: '--withdraw', description: 'take the declaration back' },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [
    {
      line: 'keyward declare break-glass bg1@contoso.onmicrosoft.com --reason "sealed key in the safe"',
      does: 'an emergency account',
    },
    { line: 'keyward declare admin-limit 2 --reason "two owners"', does: 'standing Global Administrators' },
    { line: 'keyward declare', does: 'what is declared' },
  ],
  async run(context, values, [kind, subject]) {
    const session = await openSession(dataFolder(values['data'], context.env))
    try {
      const store = await session.tenant(values['tenant'] as string | undefined)
      if (kind === undefined) await list(context, store, values['format'] as string)
      else if (values['withdraw'] === true) await withdraw(context, store, kind, subject, values)
      else await say(context, store, kind, subject, values)
      return 0
    } finally {
      await session.close()
    }
  },
})

type Tenant = Parameters<typeof declarationsOf>[0]

async function list(context: Context, store: Tenant, format: string): Promise<void> {
  const declared = await declarationsOf(store)
  if (format === 'json')
    return print(context.stdout, `${JSON.stringify({ declarations: declared }, null, 2)}\n`)
  const lines = declared.map(
    ({ kind, subject, author, reason, at }) =>
      `${kind} ${safeText(subject)}\n  ${safeText(author)}, ${at.slice(0, 10)}: ${safeText(reason)}\n`,
  )
  await print(context.stdout, lines.join('') || 'Nothing is declared.\n')
}

async function say(
  context: Context,
  store: Tenant,
  kind: string,
  subject: string | undefined,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const declaration = await declareIn(store, {
    kind,
    subject: subject ?? '',
    author: authorOf(values),
    reason: (values['reason'] as string | undefined) ?? '',
    at: context.now().toISOString(),
  })
  await print(context.stdout, `Declared: ${declaration.kind} ${declaration.subject}. Next: keyward assess\n`)
}

async function withdraw(
  context: Context,
  store: Tenant,
  kind: string,
  subject: string | undefined,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const by = {
    author: authorOf(values),
    reason: (values['reason'] as string | undefined) ?? '',
    at: context.now().toISOString(),
  }
  await withdrawFrom(store, kind as DeclarationKind, subject ?? '', by)
  await print(context.stdout, `Taken back: ${kind} ${subject ?? ''}\n`)
}

import { KeywardError } from '#model/errors.ts'
import { makeCase } from '#pipeline/logs/case.ts'
import { verifyCase } from '#pipeline/logs/case-verify.ts'
import { defineCommand, type Values } from '../../command.ts'
import { type Context, columnsOf } from '../../context.ts'
import { authorOf } from '../../decision.ts'
import { madeCaseText, verifiedCaseText } from '../../logs/case-text.ts'
import { onTenant, rangeOf, spanOptions } from '../../logs/on-logs.ts'
import { dataOption, formatOption, tenantOption } from '../../options.ts'
import { print } from '../../output.ts'

/** An option that may be given several times. */
function severalOf(text: string, before: unknown): readonly string[] {
  return [...(Array.isArray(before) ? (before as string[]) : []), text]
}

export const caseCommand = defineCommand({
  name: 'logs case',
  summary: 'bundle what an investigator needs into a folder that can be checked',
  description:
    'Makes a folder of what the logs say of some accounts and partners in a span of time: the records as they were exported, a time line as a table and as a page, proof of coverage by log and day, hits of rules, manifests of snapshots, pages of partners, a page to read first, and a manifest with the hash of every file. --verify names whatever was changed, added or lost since.',
  options: [
    {
      flags: '--user <name>',
      description: 'an account, by name or id; may be given several times',
      parse: severalOf,
    },
    {
      flags: '--partner <name>',
      description: 'a partner, by name or tenant id; may be given several times',
      parse: severalOf,
    },
    ...spanOptions,
    { flags: '--out <folder>', description: 'the folder to make; it must not be there yet' },
    { flags: '--verify <folder>', description: 'check a folder in place of making one' },
    { flags: '--expect <hash>', description: 'with --verify: the hash of manifest.json that was kept apart' },
    { flags: '--author <name>', description: 'who makes it (default: the user of this machine)' },
    formatOption(['text', 'json']),
    tenantOption,
    dataOption,
  ],
  examples: [
    {
      line: 'keyward logs case --user bo@contoso.example --since 2026-11-01 --out case-bo',
      does: 'one account since a day',
    },
    { line: 'keyward logs case --partner Northgate --out case-northgate', does: 'one partner' },
    { line: 'keyward logs case --verify case-bo', does: 'nothing changed, added or lost?' },
  ],
  async run(context, values) {
    const verified = values['verify'] as string | undefined
    return verified === undefined ? make(context, values) : verify(context, verified, values)
  },
})

async function verify(context: Context, folder: string, values: Values): Promise<number> {
  const checked = await verifyCase(folder, values['expect'] as string | undefined)
  await print(
    context.stdout,
    values['format'] === 'json' ? `${JSON.stringify(checked, null, 2)}\n` : verifiedCaseText(checked),
  )
  return checked.intact ? 0 : 1
}

async function make(context: Context, values: Values): Promise<number> {
  const out = values['out'] as string | undefined
  if (out === undefined)
    throw new KeywardError('option-invalid', {
      option: '--out',
      why: 'a case is a folder, and none was named',
      how: 'Add --out and the name of a folder that is not there yet.',
    })
  return onTenant(context, values, async (tenant) => {
    const made = await makeCase(tenant, {
      users: (values['user'] as readonly string[] | undefined) ?? [],
      partners: (values['partner'] as readonly string[] | undefined) ?? [],
      range: rangeOf(values),
      out,
      author: authorOf(values),
      now: context.now(),
      signal: context.signal,
    })
    const asJson = values['format'] === 'json'
    await print(
      context.stdout,
      asJson ? `${JSON.stringify(made, null, 2)}\n` : madeCaseText(made, columnsOf(context.stdout)),
    )
    return 0
  })
}

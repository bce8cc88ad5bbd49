import { controlBehind } from '#pipeline/explain.ts'
import { explainHit } from '#pipeline/logs/findings.ts'
import { openSession } from '#pipeline/session.ts'
import { declarationsThatWouldPass } from '#pipeline/would-pass.ts'
import { findingInContext } from '#queries/explanation.ts'
import { defineCommand } from '../command.ts'
import { columnsOf, dataFolder, isColourful } from '../context.ts'
import { hitText } from '../logs/findings-text.ts'
import { dataOption, formatOption, tenantOption } from '../options.ts'
import { print } from '../output.ts'
import { renderExplanation } from '../terminal/explain.ts'

export const explain = defineCommand({
  name: 'explain',
  summary: 'show why a finding is one: record, control, verdict',
  description: 'Shows the path from the records to the verdict of one finding, and what would change it.',
  arguments: [{ name: '<finding>', description: 'the id of a finding, or its beginning' }],
  options: [formatOption(['text', 'json']), tenantOption, dataOption],
  examples: [{ line: 'keyward explain 3f9a', does: 'the finding whose id begins with 3f9a' }],
  async run(context, values, [prefix = '']) {
    const session = await openSession(dataFolder(values['data'], context.env))
    try {
      const store = await session.tenant(values['tenant'] as string | undefined)
      const hit = await explainHit(store, prefix)
      if (hit !== undefined) {
        const isJson = values['format'] === 'json'
        const told = isJson ? `${JSON.stringify(hit, null, 2)}\n` : hitText(hit, columnsOf(context.stdout))
        await print(context.stdout, told)
        return 0
      }
      const { stored, ...found } = await findingInContext(store, prefix)
      const wouldPassIfDeclared = await declarationsThatWouldPass(stored, store)
      const explanation = { ...found, control: controlBehind(stored), wouldPassIfDeclared }
      const look = { colour: isColourful(context.stdout, context.env), width: columnsOf(context.stdout) }
      const asJson = values['format'] === 'json'
      const text = asJson ? `${JSON.stringify(explanation, null, 2)}\n` : renderExplanation(explanation, look)
      await print(context.stdout, text)
      return 0
    } finally {
      await session.close()
    }
  },
})

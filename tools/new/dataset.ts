import { constantOf, kebabOf, sentenceOf, type Template, words } from './scaffold.ts'

/** A dataset of records that have an id and nothing else. */
export const dataset: Template = {
  usage: 'dataset-name',
  scaffold: (name) => {
    const file = words(kebabOf(name), 'dataset')
    return {
      files: [{ path: `src/model/records/${file}.ts`, text: text(constantOf(file), sentenceOf(file)) }],
      next: [
        `Fill in src/model/records/${file}.ts: title, key, and only the fields that somebody reads.`,
        'npm run generate    puts it into the registry and the reference',
        `npm run new collector ${file}    when Microsoft Graph has it`,
      ],
    }
  },
}

function text(constant: string, title: string): string {
  const type = `${constant.charAt(0).toUpperCase()}${constant.slice(1)}Record`
  return `import { z } from 'zod'
import { defineDataset, type RecordOf } from '../dataset.ts'

export const ${constant} = defineDataset({
  name: '${constant}',
  title: '${title}',
  key: ['id'],
  record: z.object({
    id: z.string(),
  }),
})
export type ${type} = RecordOf<typeof ${constant}>
`
}

import { BadName, constantOf, kebabOf, type Template, words } from './scaffold.ts'

/** A collector that asks for an address that does not exist yet. */
export const collector: Template = {
  usage: 'dataset-name',
  scaffold: (name, look) => {
    const file = words(kebabOf(name), 'dataset')
    const dataset = constantOf(file)
    if (!new RegExp(`^  ${dataset},$`, 'm').test(look('src/model/datasets.generated.ts') ?? ''))
      throw new BadName(`there is no dataset ${dataset}: npm run new dataset ${file}, then npm run generate`)
    return {
      files: [{ path: `src/collectors/${file}.ts`, text: text(dataset) }],
      next: [
        `Fill in src/collectors/${file}.ts: purpose, path, $select, lane, permissions, licence, reference.`,
        'npm run generate    puts it into the registry and the reference',
        'npm test            the simulator answers 404 until it knows the path',
      ],
    }
  },
}

function text(dataset: string): string {
  return `import { defineCollector } from './collector.ts'

export const ${dataset}Collector = defineCollector({
  produces: '${dataset}',
  purpose: 'To be written',
  source: {
    kind: 'list',
    lane: 'directory',
    path: '/v1.0/to-be-written',
    permissions: [],
  },
  reference: 'to be written',
})
`
}

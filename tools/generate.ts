/**
 * Writes everything that is generated: registries, help, reference pages, tables of facts. With `--check` it writes
 * nothing and fails when a committed file is not what it would write.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { collectorRegistry } from './generate/collectors.ts'
import { controlRegistry } from './generate/controls.ts'
import { datasetRegistry } from './generate/datasets.ts'
import { directoryRoleFacts } from './generate/facts.ts'
import { requirementRegistry } from './generate/frameworks.ts'
import { reportRegistry } from './generate/reports.ts'

export interface Generated {
  readonly path: string
  readonly text: string
}

const root = fileURLToPath(new URL('..', import.meta.url))
const checking = process.argv.includes('--check')
const stale: string[] = []

function put({ path, text }: Generated): void {
  const file = join(root, path)
  const current = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : undefined
  if (current === text) return
  if (checking) stale.push(path)
  else {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    console.log(`wrote ${path}`)
  }
}

// In the order in which one needs the other: facts, then catalogues, then what reads all catalogues.
const facts = await directoryRoleFacts(root)
if (facts) put(facts)
else console.log('directory roles: the shared data is not here; the committed table stays as it is')
put(await datasetRegistry(root))
put(await collectorRegistry(root))
put(await controlRegistry(root))
put(await requirementRegistry(root))
put(await reportRegistry(root))
const { commandRegistry, helpTexts } = await import('./generate/commands.ts')
put(await commandRegistry(root))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
put(await helpTexts(root, version))
const { referencePages } = await import('./generate/reference.ts')
for (const page of await referencePages(root)) put(page)

if (stale.length > 0) {
  console.error(`Not what \`npm run generate\` writes: ${stale.join(', ')}`)
  process.exit(1)
}

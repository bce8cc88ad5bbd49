/** `npm run new KIND NAME`: the files of one catalogue item, ready to be filled in. Never overwrites one. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { collector } from './new/collector.ts'
import { control } from './new/control.ts'
import { dataset } from './new/dataset.ts'
import { report } from './new/report.ts'
import { BadName, type Scaffold, type Template } from './new/scaffold.ts'

const TEMPLATES: Readonly<Record<string, Template>> = { control, collector, report, dataset }

/**
 * Writes a scaffold below `root`.
 * @throws BadName when the kind is not known, the name does not fit, or a file is there already
 */
export function scaffold(root: string, kind: string, name: string): Scaffold {
  const template = Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind] : undefined
  if (!template) throw new BadName(usage())
  const look = (path: string) =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined
  const made = template.scaffold(name, look)
  const taken = made.files.find(({ path }) => existsSync(join(root, path)))
  if (taken) throw new BadName(`${taken.path} is there already`)
  for (const { path, text } of made.files) write(join(root, path), text)
  return made
}

/** `wx`: should the file appear in between, it is still not overwritten. */
function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text, { flag: 'wx' })
}

function usage(): string {
  const lines = Object.entries(TEMPLATES).map(([kind, template]) => `  npm run new ${kind} ${template.usage}`)
  return `What should it be?\n${lines.join('\n')}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kind = '', name = ''] = process.argv.slice(2)
  try {
    const { files, next } = scaffold(fileURLToPath(new URL('..', import.meta.url)), kind, name)
    for (const { path } of files) console.log(`wrote ${path}`)
    console.log(['', 'Next:', ...next.map((step, index) => `${index + 1}. ${step}`)].join('\n'))
  } catch (error) {
    if (!(error instanceof BadName)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}

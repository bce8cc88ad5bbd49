import { BadName, constantOf, type Template, words } from './scaffold.ts'

/** A report format that cannot be rendered yet. */
export const report: Template = {
  usage: 'name',
  scaffold: (name) => {
    const format = constantOf(words(name, 'format'))
    // People type it after --format, where one word is enough.
    if (format !== name) throw new BadName(`${name} is more than one word; a format is one`)
    return {
      files: [{ path: `src/reports/${format}.ts`, text: text(format) }],
      next: [
        `Fill in src/reports/${format}.ts: extension, media type, render.`,
        'npm run generate    puts it into the registry',
        'npm run golden      writes its golden files; read them',
        'npm test',
      ],
    }
  },
}

function text(format: string): string {
  return `import { defineReport } from './report.ts'

export const ${format} = defineReport({
  format: '${format}',
  extension: '.${format}',
  mediaType: 'application/octet-stream',
  render: () => {
    throw new Error('the report ${format} is not written yet')
  },
})
`
}
